package io.github.rnn4j.charlm.report;

import io.github.rnn4j.charlm.config.Tokens;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A property of a position in a text that a unit of a network may track. Such units were found by
 * A. Karpathy, J. Johnson, L. Fei-Fei (2015), <a
 * href="https://arxiv.org/abs/1506.02078">Visualizing and Understanding Recurrent Networks</a>.
 */
public enum TextFeature {
  /** Characters since the last line feed. */
  LINE_POSITION("position in the line") {
    @Override
    double next(String token, double before) {
      return token.equals("\n") ? 0 : before + 1;
    }
  },
  /** 1 inside double quotes, straight or curly. */
  INSIDE_QUOTES("inside quotes") {
    @Override
    double next(String token, double before) {
      return switch (token) {
        case "\"" -> 1 - before;
        case "\u201c" -> 1;
        case "\u201d" -> 0;
        default -> before;
      };
    }
  },
  /** The number of open brackets. */
  OPEN_BRACKETS("open brackets") {
    @Override
    double next(String token, double before) {
      return switch (token) {
        case "(", "[", "{" -> before + 1;
        case ")", "]", "}" -> Math.max(0, before - 1);
        default -> before;
      };
    }
  },
  /** Letters since the word began. */
  WORD_POSITION("position in the word") {
    @Override
    double next(String token, double before) {
      return Character.isLetter(token.codePointAt(0)) ? before + 1 : 0;
    }
  };

  private final String text;

  TextFeature(String text) {
    this.text = text;
  }

  /**
   * Returns the features for a kind of token; the positions in a line or word are for characters
   * only.
   */
  public static Set<TextFeature> of(Tokens tokens) {
    return tokens == Tokens.CHARACTER
        ? EnumSet.allOf(TextFeature.class)
        : EnumSet.of(INSIDE_QUOTES, OPEN_BRACKETS);
  }

  /** Returns the value after a token. */
  abstract double next(String token, double before);

  /** Returns the value after each token. */
  public double[] of(List<String> tokens) {
    double[] values = new double[tokens.size()];
    double value = 0;
    for (int t = 0; t < values.length; t++) {
      value = next(tokens.get(t), value);
      values[t] = value;
    }
    return values;
  }

  /** Returns the name of the feature on a page. */
  public String text() {
    return text;
  }
}
