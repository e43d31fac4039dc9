package io.github.rnn4j.spark.data;

import java.io.Serializable;

/**
 * A row as it was read.
 *
 * @param text the text; null if the row is damaged
 * @param label the name of the class as it is written; null if it is missing
 * @param group what the text belongs to; empty for a text on its own
 * @param test whether the text is in the test set of data that comes with one; false otherwise
 * @param file where it was read
 * @param damaged the row as it is written, if it cannot be read; otherwise null
 */
record LabelledRow(
    String text, String label, String group, boolean test, String file, String damaged)
    implements Serializable {

  /** Returns whether something is wrong with the row. */
  boolean isBad() {
    return damaged != null
        || (text != null && !text.isBlank() && (label == null || label.isBlank()));
  }

  /** Returns whether the row has a text with a label. */
  boolean isUsable() {
    return !isBad() && text != null && !text.isBlank();
  }
}
