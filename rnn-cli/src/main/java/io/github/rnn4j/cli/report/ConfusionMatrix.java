package io.github.rnn4j.cli.report;

import io.github.rnn4j.metric.ClassMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The confusion matrix of a classifier with any number of classes. Up to {@value #FEW} classes are
 * a table of counts and shares, more are a grid of small cells, followed by the most frequent
 * confusions. Correct predictions are green, wrong ones purple, and the shade is the share of the
 * actual class.
 *
 * <pre>{@code
 * ConfusionMatrix.of("Predictions on the test set", metrics, List.of("sports", "business", "science"));
 * }</pre>
 */
public final class ConfusionMatrix {

  /** Up to this number of classes, cells have room for a share. */
  private static final int FEW = 8;

  /** Up to this number of classes, cells have room for a count. */
  private static final int MANY = 50;

  /** A matrix of more classes would be too large to read. */
  private static final int MOST = 100;

  /** The smallest number of classes for which a list of confusions says more than the matrix. */
  private static final int LISTED_FROM = 5;

  private static final int LISTED = 15;
  private static final int SHADES = 8;

  private final String caption;
  private final List<List<Integer>> counts;
  private final List<ClassMetrics.Scores> scores;
  private final ClassNames names;

  private ConfusionMatrix(String caption, ClassMetrics metrics, List<String> classes) {
    this.caption = caption;
    this.counts = metrics.confusion();
    this.scores = metrics.classes();
    this.names = ClassNames.of(classes, counts.size());
  }

  /** Examples of one class that are predicted as another. */
  private record Confusion(int actual, int predicted, int count) {}

  /**
   * Returns the confusion matrix.
   *
   * @param caption what was predicted, such as {@code Predictions on the test set}
   * @param metrics the metrics of the predictions
   * @param classes the name of each class, any text
   * @return an element for a page; it scrolls sideways if it is too wide
   * @throws IllegalArgumentException if the number of names is not the number of classes
   */
  public static Element of(String caption, ClassMetrics metrics, List<String> classes) {
    return new ConfusionMatrix(caption, metrics, classes).element();
  }

  private Element element() {
    Element all = Element.of("div");
    if (counts.size() <= MOST) {
      all.add(Element.of("p", legend()).with("class", "note"), matrix());
    } else {
      all.add(
          Element.of(
              "p",
              "A confusion matrix of %s classes would be too large to read; these are the most frequent confusions."
                  .formatted(Figures.count(counts.size()))));
    }
    return counts.size() < LISTED_FROM ? all : all.add(confusions());
  }

  private String legend() {
    String colors =
        "Rows are actual classes, columns are predicted classes. Green cells are correct, purple cells are wrong; the stronger the color, the larger the share of the actual class.";
    return counts.size() <= FEW
        ? colors
        : colors + " Point at a cell, or click or tap it, to see its classes and its share.";
  }

  private Element matrix() {
    String size = counts.size() <= FEW ? "few" : counts.size() <= MANY ? "many" : "dense";
    Element corner =
        Element.of(
            "td",
            Element.of("span", "predicted \u2192"),
            Element.of("br"),
            Element.of("span", "actual \u2193"));
    Element header = Element.of("tr", corner.with("class", "corner"));
    Element body = Element.of("tbody");
    for (int i = 0; i < counts.size(); i++) {
      header.add(names.element("th", i).with("scope", "col"));
      body.add(row(i));
    }
    return Element.of(
            "div", Table.scrolling(caption, Element.of("table", Element.of("thead", header), body)))
        .with("class", "matrix " + size);
  }

  private Element row(int actual) {
    Element row = Element.of("tr", names.element("th", actual).with("scope", "row"));
    for (int predicted = 0; predicted < counts.size(); predicted++) {
      int count = counts.get(actual).get(predicted);
      row.add(
          counts.size() <= FEW ? roomy(actual, predicted, count) : small(actual, predicted, count));
    }
    return row;
  }

  private Element roomy(int actual, int predicted, int count) {
    String share = scores.get(actual).actual() == 0 ? "-" : percent(share(actual, count));
    return shaded(
        Element.of(
            "td",
            Element.of("span", Figures.count(count)),
            Element.of("span", " "),
            Element.of("small", share)),
        actual,
        predicted,
        count);
  }

  private Element small(int actual, int predicted, int count) {
    if (count == 0) {
      return actual == predicted ? Element.of("td").with("class", "right") : Element.of("td");
    }
    String words =
        "Actual: %s, predicted: %s. %s of %s (%s)"
            .formatted(
                names.brief(actual),
                names.brief(predicted),
                Figures.count(count),
                Figures.count(scores.get(actual).actual()),
                percent(share(actual, count)));
    // The index makes the style show the title of a cell that is tapped, without making it a stop
    // of the Tab key.
    return shaded(Element.of("td", Figures.count(count)), actual, predicted, count)
        .with("title", words)
        .with("tabindex", -1);
  }

  private Element shaded(Element cell, int actual, int predicted, int count) {
    // The root tells small shares apart, which most confusions are; rounded up, all can be seen.
    int shade = count == 0 ? 0 : (int) Math.ceil(SHADES * Math.sqrt(share(actual, count)));
    return cell.with("class", (actual == predicted ? "right" : "wrong") + " s" + shade);
  }

  private double share(int actual, int count) {
    return (double) count / scores.get(actual).actual();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private Element confusions() {
    List<Confusion> all = new ArrayList<>();
    for (int actual = 0; actual < counts.size(); actual++) {
      for (int predicted = 0; predicted < counts.size(); predicted++) {
        if (actual != predicted && counts.get(actual).get(predicted) > 0) {
          all.add(new Confusion(actual, predicted, counts.get(actual).get(predicted)));
        }
      }
    }
    if (all.isEmpty()) {
      return Element.of("p", "There are no confusions: every prediction was correct.");
    }
    all.sort(
        Comparator.comparingInt((Confusion one) -> -one.count)
            .thenComparingDouble(one -> -share(one.actual, one.count)));
    Table table =
        Table.of("Most frequent confusions", "actual", "predicted", "count", "share of actual");
    for (Confusion one : all.subList(0, Math.min(LISTED, all.size()))) {
      table.row(
          names.element("th", one.actual),
          names.element("td", one.predicted),
          Element.of("td", Figures.count(one.count)),
          Element.of("td", percent(share(one.actual, one.count))));
    }
    return Element.of("div", table.element()).with("class", "classes confusions");
  }
}
