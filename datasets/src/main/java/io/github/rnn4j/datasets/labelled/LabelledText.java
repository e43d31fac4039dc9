package io.github.rnn4j.datasets.labelled;

import java.util.Objects;

/**
 * A text and its class.
 *
 * @param text the text as written, including HTML tags; may be empty
 * @param label the class, an index into {@link LabelledTextSource#classes}
 * @param group what the text belongs to, such as its author; texts of a group are kept together
 *     when a set is split. Empty for a text on its own
 */
public record LabelledText(String text, int label, String group) {

  /**
   * Checks the values.
   *
   * @param text see {@link LabelledText}
   * @param label see {@link LabelledText}
   * @param group see {@link LabelledText}
   * @throws NullPointerException if {@code text} or {@code group} is null
   * @throws IllegalArgumentException if {@code label} is negative
   */
  public LabelledText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(group, "group");
    if (label < 0) {
      throw new IllegalArgumentException("label is " + label + "; classes are numbered from 0");
    }
  }

  /**
   * Creates a text that belongs to no group.
   *
   * @param text the text
   * @param label the class, 0 or more
   */
  public LabelledText(String text, int label) {
    this(text, label, "");
  }
}
