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
          accuracy %.4f   precision %.4f   recall %.4f   F1 %.4f   AUC %.4f   loss %.4f
                             predicted negative   predicted positive
            actual negative %,18d %,20d
            actual positive %,18d %,20d""",
        m.accuracy(),
        m.precision(),
        m.recall(),
        m.f1(),
        m.auc(),
        m.logLoss(),
        m.trueNegatives(),
        m.falsePositives(),
        m.falseNegatives(),
        m.truePositives());
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
