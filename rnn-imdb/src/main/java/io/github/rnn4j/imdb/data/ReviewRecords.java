package io.github.rnn4j.imdb.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.datasets.reviews.ReviewRecordReader;
import io.github.rnn4j.datasets.reviews.ReviewSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.writable.Writable;

/**
 * Reviews as a DataVec reader hands them out, not split yet.
 *
 * @param name what a person calls them
 * @param synthetic whether a program made them up
 * @param reviews in the order of the reader
 */
record ReviewRecords(String name, boolean synthetic, List<Review> reviews) {

  static ReviewRecords of(ReviewSource source) {
    try (RecordReader reader = new ReviewRecordReader(source)) {
      return new ReviewRecords(source.name(), source.synthetic(), read(source.name(), reader));
    } catch (IOException cause) {
      throw new DataException(
          "cannot read %s (%s); check the disk".formatted(source.name(), cause.getMessage()),
          cause);
    }
  }

  /** Reads to the end; the reader stays open. */
  static ReviewRecords of(String name, RecordReader reader) {
    return new ReviewRecords(name, false, read(name, reader));
  }

  private static List<Review> read(String name, RecordReader reader) {
    List<Review> reviews = new ArrayList<>();
    while (reader.hasNext()) {
      List<Writable> values = reader.next();
      try {
        reviews.add(new Review(values.get(0).toString(), label(values.get(1))));
      } catch (IndexOutOfBoundsException
          | IllegalArgumentException
          | UnsupportedOperationException cause) {
        throw new DataException(
            "record %d of %s is %s; it must be a text and its label, 0 or 1"
                .formatted(reviews.size() + 1, name, shown(values)),
            cause);
      }
    }
    return reviews;
  }

  private static int label(Writable value) {
    double label = value.toDouble();
    if (label != Review.NEGATIVE && label != Review.POSITIVE) {
      throw new IllegalArgumentException("label " + label);
    }
    return (int) label;
  }

  private static String shown(List<Writable> values) {
    String all = values.toString();
    return all.length() > 80 ? all.substring(0, 80) + "..." : all;
  }
}
