package io.github.rnn4j.imdb.command;

import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.metric.BinaryMetrics;
import java.util.Locale;

/** Formats metrics and predictions as human-readable lines. */
final class FigureText {

  private static final int SHOWN = 76;

  private FigureText() {}

  static String of(BinaryMetrics m) {
    return String.format(
        Locale.ROOT,
        """
          accuracy %s   precision %s   recall %s   F1 %s   AUC %s   loss %s
                             predicted negative   predicted positive
            actual negative %,18d %,20d
            actual positive %,18d %,20d""",
        number(m.accuracy()),
        number(m.precision()),
        number(m.recall()),
        number(m.f1()),
        number(m.auc()),
        number(m.logLoss()),
        m.trueNegatives(),
        m.falsePositives(),
        m.falseNegatives(),
        m.truePositives());
  }

  /** Formats a metric; for example, precision is not defined if nothing is predicted positive. */
  private static String number(double value) {
    return Double.isNaN(value) ? "not defined" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String of(Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%s %.3f  %s%s",
        prediction.label(),
        prediction.probability(),
        shown(prediction.text()),
        notes(prediction));
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

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= SHOWN) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, SHOWN - 3)) + "...";
  }
}
