package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place that reviews can be read from, again and again, each time in the same order.
 *
 * <p>The order depends on the reviews alone, never on the order of an archive or of a file system.
 * It is not shuffled: most sources give one class after the other.
 */
public interface ReviewSource extends Serializable {

  /**
   * What the reviews are, in a few words for a person to read, for example {@code
   * "aclImdb_v1.tar.gz, train"}.
   *
   * @return the name, never empty
   */
  String name();

  /**
   * Where the reviews are.
   *
   * @return the file or directory, or an address of another scheme for reviews that are made rather
   *     than read
   */
  URI uri();

  /**
   * Whether the reviews were made by a program. Whoever shows results on such data says so.
   *
   * @return true for made-up reviews
   */
  default boolean synthetic() {
    return false;
  }

  /**
   * Opens the source. The stream reads as it is consumed where the source allows it, and must be
   * closed.
   *
   * @return the reviews in their fixed order
   * @throws DataException if the data cannot be read; also later, from the stream itself
   */
  Stream<Review> stream();

  /**
   * Reads everything.
   *
   * @return the reviews in their fixed order, as an unmodifiable list
   * @throws DataException if the data cannot be read
   */
  default List<Review> read() {
    try (Stream<Review> reviews = stream()) {
      return reviews.toList();
    }
  }
}
