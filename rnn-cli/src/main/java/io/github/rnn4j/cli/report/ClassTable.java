package io.github.rnn4j.cli.report;

import io.github.rnn4j.metric.ClassMetrics;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of the metrics of each class, the class with the most examples first. On a phone, the
 * column of predicted examples is hidden, so that the others fit.
 */
public final class ClassTable {

  /** A table of more classes scrolls. */
  private static final int LONG = 20;

  private ClassTable() {}

  /**
   * Returns the table. Its first row has the macro averages.
   *
   * @param caption what was predicted, such as {@code Each class of the test set}
   * @param metrics the metrics of the predictions
   * @param classes the name of each class, any text
   * @return an element for a page
   * @throws IllegalArgumentException if the number of names is not the number of classes
   */
  public static Element of(String caption, ClassMetrics metrics, List<String> classes) {
    List<ClassMetrics.Scores> scores = metrics.classes();
    ClassNames names = ClassNames.of(classes, scores.size());
    Table table =
        Table.of(caption, "class", "examples", "predicted", "precision", "recall", "F1")
            .row(
                Element.of("th", "macro average").with("class", "total"),
                cells(
                    new ClassMetrics.Scores(
                        metrics.examples(),
                        metrics.examples(),
                        metrics.macroPrecision(),
                        metrics.macroRecall(),
                        metrics.macroF1())));
    IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> -scores.get(i).actual()))
        .forEach(i -> table.row(names.element("th", i), cells(scores.get(i))));
    return Element.of("div", table.element())
        .with("class", scores.size() > LONG ? "classes scores long" : "classes scores");
  }

  private static Element[] cells(ClassMetrics.Scores scores) {
    return new Element[] {
      Element.of("td", Figures.count(scores.actual())),
      Element.of("td", Figures.count(scores.predicted())),
      Element.of("td", Figures.text(scores.precision())),
      Element.of("td", Figures.text(scores.recall())),
      Element.of("td", Figures.text(scores.f1()))
    };
  }
}
