package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source of labelled texts that can be read any number of times, always in the same order.
 *
 * <p>The order depends only on the data, never on the order in an archive or a file system. It is
 * not shuffled: many sources return one class after the other.
 */
public interface LabelledTextSource extends Serializable {

  /**
   * Returns a short description of the data for the user, for example {@code "aclImdb_v1.tar.gz,
   * train"}.
   *
   * @return the description, never empty
   */
  String name();

  /**
   * Returns where the data is.
   *
   * @return the file or folder, or an address with another scheme for generated texts
   */
  URI uri();

  /**
   * Returns whether a program generated the texts. Anyone who shows results on such data must say
   * so.
   *
   * @return true for generated texts
   */
  default boolean synthetic() {
    return false;
  }

  /**
   * Returns the names of the classes. Of two classes, the second one is the positive one.
   *
   * @return two or more names; a label is an index into this list
   * @throws DataException if the data has to be read to know them, and cannot be
   */
  List<String> classes();

  /**
   * Returns how the data is read, and what of it is left out and why.
   *
   * @return for example {@code comma-separated, with a header, UTF-8, text from column 'review',
   *     label from column 'sentiment'; 2 empty texts are skipped}; empty for data in a format of
   *     its own
   * @throws DataException if the data has to be read to know it, and cannot be
   */
  default String reading() {
    return "";
  }

  /**
   * Opens the source. The stream must be closed. If the source allows it, the stream reads only as
   * it is consumed.
   *
   * @return the texts in their fixed order
   * @throws DataException if the data cannot be read; the stream itself may also throw it
   */
  Stream<LabelledText> stream();

  /**
   * Reads all texts.
   *
   * @return the texts in their fixed order, as an unmodifiable list
   * @throws DataException if the data cannot be read
   */
  default List<LabelledText> read() {
    try (Stream<LabelledText> texts = stream()) {
      return texts.toList();
    }
  }
}
