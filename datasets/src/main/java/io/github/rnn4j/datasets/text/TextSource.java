package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.net.URI;

/**
 * A text to learn a language model from: a book, a list of names, a text that a program wrote.
 *
 * <p>See {@link KnownText} for texts that have a name and {@link PlainText} for files.
 */
public interface TextSource extends Serializable {

  /**
   * What the text is, in a few words for a person to read.
   *
   * @return the name, never empty
   */
  String name();

  /**
   * Where the text is.
   *
   * @return the file, or an address of another scheme for a text that is no file
   */
  URI uri();

  /**
   * Whether a program made the text up. Whoever shows results on it says so.
   *
   * @return true for a made-up text
   */
  default boolean synthetic() {
    return false;
  }

  /**
   * Reads the text, every time the same.
   *
   * @return the text, not empty: without a byte-order mark, and with LF for each CR LF
   * @throws DataException if the text cannot be read
   */
  String read();
}
