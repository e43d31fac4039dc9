package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A source of reviews that can be read any number of times, always in the same order.
 *
 * <p>The order depends only on the reviews, never on the order in an archive or a file system. It
 * is not shuffled: most sources return one class after the other.
 */
public interface ReviewSource extends Serializable {

  /**
   * Returns a short description of the reviews for the user, for example {@code "aclImdb_v1.tar.gz,
   * train"}.
   *
   * @return the description, never empty
   */
  String name();

  /**
   * Returns where the reviews are.
   *
   * @return the file or folder, or an address with another scheme for generated reviews
   */
  URI uri();

  /**
   * Returns whether a program generated the reviews. Anyone who shows results on such data must say
   * so.
   *
   * @return true for generated reviews
   */
  default boolean synthetic() {
    return false;
  }

  /**
   * Opens the source. The stream must be closed. If the source allows it, the stream reads only as
   * it is consumed.
   *
   * @return the reviews in their fixed order
   * @throws DataException if the data cannot be read; the stream itself may also throw it
   */
  Stream<Review> stream();

  /**
   * Reads all reviews.
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
