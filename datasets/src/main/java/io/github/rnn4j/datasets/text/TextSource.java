package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.net.URI;

/**
 * A text for training a language model: a book, a list of names, or generated text.
 *
 * <p>See {@link KnownText} for texts that have a name and {@link PlainText} for files.
 */
public interface TextSource extends Serializable {

  /**
   * Returns a short description of the text for the user.
   *
   * @return the description, never empty
   */
  String name();

  /**
   * Returns where the text is.
   *
   * @return the file, or an address with another scheme for a text that is not a file
   */
  URI uri();

  /**
   * Returns whether a program generated the text. Anyone who shows results on such a text must say
   * so.
   *
   * @return true for a generated text
   */
  default boolean synthetic() {
    return false;
  }

  /**
   * Reads the text. Every call returns the same text.
   *
   * @return the text, not empty: without a byte-order mark, and with LF for each CR LF
   * @throws DataException if the text cannot be read
   */
  String read();
}
