package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.Mistake;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.ClassMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Formats metrics and predictions as human-readable lines. */
public final class FigureText {

  private static final int SHOWN = 76;

  /** Of more classes than this, only the largest are shown. */
  private static final int MOST_CLASSES = 12;

  private static final int CONFUSIONS = 5;

  private FigureText() {}

  /**
   * Formats the metrics of a test.
   *
   * @param measured the metrics
   * @param classes the classes
   * @return several lines
   */
  public static String of(Evaluation measured, TextClasses classes) {
    return measured.binary() == null
        ? several(measured.classes(), classes)
        : binary(measured.binary(), classes);
  }

  private static String binary(BinaryMetrics m, TextClasses classes) {
    String negative = name(classes, 0);
    String positive = name(classes, 1);
    List<List<String>> rows =
        List.of(
            List.of("", "predicted " + negative, "  predicted " + positive),
            List.of("actual " + negative, count(m.trueNegatives()), count(m.falsePositives())),
            List.of("actual " + positive, count(m.falseNegatives()), count(m.truePositives())));
    return String.format(
            Locale.ROOT,
            "accuracy %s   precision %s   recall %s   F1 %s   AUC %s   loss %s%n",
            number(m.accuracy()),
            number(m.precision()),
            number(m.recall()),
            number(m.f1()),
            number(m.auc()),
            number(m.logLoss()))
        + String.join(System.lineSeparator(), Columns.aligned(rows));
  }

  private static String several(ClassMetrics m, TextClasses classes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "accuracy %s   macro precision %s   macro recall %s   macro F1 %s   loss %s",
            number(m.accuracy()),
            number(m.macroPrecision()),
            number(m.macroRecall()),
            number(m.macroF1()),
            number(m.logLoss())));
    List<Integer> largest =
        IntStream.range(0, classes.size())
            .boxed()
            .sorted(Comparator.comparingInt(k -> -m.classes().get(k).actual()))
            .limit(classes.size() <= MOST_CLASSES ? MOST_CLASSES : MOST_CLASSES - 2)
            .toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "texts", "predicted", "precision", "recall", "F1"));
    for (int k : largest) {
      ClassMetrics.Scores scores = m.classes().get(k);
      rows.add(
          List.of(
              name(classes, k),
              count(scores.actual()),
              count(scores.predicted()),
              short3(scores.precision()),
              short3(scores.recall()),
              short3(scores.f1())));
    }
    lines.addAll(Columns.aligned(rows, "    ", "  "));
    if (largest.size() < classes.size()) {
      lines.add("    ... and %d smaller classes".formatted(classes.size() - largest.size()));
    }
    String confusions = confusions(m, classes);
    if (!confusions.isEmpty()) {
      lines.add("  most frequent mistakes: " + confusions);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private record Confusion(int actual, int predicted, int count) {}

  private static String confusions(ClassMetrics m, TextClasses classes) {
    List<Confusion> confusions = new ArrayList<>();
    for (int actual = 0; actual < classes.size(); actual++) {
      for (int predicted = 0; predicted < classes.size(); predicted++) {
        int count = m.confusion().get(actual).get(predicted);
        if (actual != predicted && count > 0) {
          confusions.add(new Confusion(actual, predicted, count));
        }
      }
    }
    return confusions.stream()
        .sorted(Comparator.comparingInt(confusion -> -confusion.count()))
        .limit(CONFUSIONS)
        .map(
            c ->
                "%s mistaken for %s (%s)"
                    .formatted(
                        name(classes, c.actual()), name(classes, c.predicted()), count(c.count())))
        .collect(Collectors.joining(", "));
  }

  /** Describes a mistake in two lines. */
  static List<String> of(Mistake mistake) {
    return List.of(
        String.format(
            Locale.ROOT,
            "    actual %s, predicted %s %.3f: %s",
            ClassNames.shown(mistake.actual()),
            ClassNames.shown(mistake.predicted()),
            mistake.probability(),
            oneLine(mistake.text(), SHOWN)),
        "      %s; %s".formatted(words(mistake.forPredicted()), words(mistake.forActual())));
  }

  private static String words(List<Mistake.Word> words) {
    return words.isEmpty()
        ? "none"
        : words.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT, "%s %+.2f", ClassNames.shown(each.word()), each.saliency()))
            .collect(Collectors.joining(", "));
  }

  /** Returns the name of a class on one line. */
  static String name(TextClasses classes, int label) {
    return ClassNames.shown(classes.name(label));
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Formats a metric; for example, precision is not defined if nothing is predicted positive. */
  private static String number(double value) {
    return Double.isNaN(value) ? "not defined" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String short3(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Formats a prediction with its most probable class, or with the most probable ones. */
  static String of(Prediction prediction, int top) {
    String classes =
        top == 1
            ? probable(prediction.label(), prediction.probability())
            : prediction.top(top).stream()
                .map((Map.Entry<String, Double> each) -> probable(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    return classes + "  " + oneLine(prediction.text(), SHOWN) + notes(prediction);
  }

  private static String probable(String label, double probability) {
    return String.format(Locale.ROOT, "%s %.3f", ClassNames.shown(label), probability);
  }

  private static String notes(Prediction prediction) {
    StringBuilder notes = new StringBuilder();
    if (prediction.knownTokens() == 0) {
      notes.append("  [no known words: this is a guess]");
    }
    if (prediction.truncated()) {
      notes.append("  [truncated: the network does not read all ");
      notes.append(prediction.tokens()).append(" words]");
    }
    return notes.toString();
  }

  private static String oneLine(String text, int longest) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= longest) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, longest - 3)) + "...";
  }
}
