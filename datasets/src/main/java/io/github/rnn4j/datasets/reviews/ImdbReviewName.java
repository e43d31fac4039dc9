package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The information in the path of a review, {@code {train,test}/{pos,neg}/<id>_<rating>.txt}. The
 * natural order is by part, label (negative first), id and rating.
 */
record ImdbReviewName(ImdbReviews.Part part, int label, int id, int rating)
    implements Comparable<ImdbReviewName> {

  private static final Pattern PATH = Pattern.compile("(?:.*/)?(train|test)/(pos|neg)/([^/]+)");
  private static final Pattern FILE = Pattern.compile("([0-9]{1,9})_([0-9]{1,2})\\.txt");
  private static final Comparator<ImdbReviewName> ORDER =
      Comparator.comparing(ImdbReviewName::part)
          .thenComparingInt(ImdbReviewName::label)
          .thenComparingInt(ImdbReviewName::id)
          .thenComparingInt(ImdbReviewName::rating);

  /**
   * Parses a path with forward slashes; only its last three names count. {@code where} names the
   * archive or folder in errors.
   *
   * @return the name, or empty if the path is not a review: another folder (such as {@code
   *     train/unsup}), a hidden file, an extension other than {@code .txt}
   * @throws DataException if a text file among the reviews is not named like a review, because
   *     skipping it would silently lose data
   */
  static Optional<ImdbReviewName> parse(String path, String where) {
    Matcher place = PATH.matcher(path);
    if (!place.matches() || place.group(3).startsWith(".") || !path.endsWith(".txt")) {
      return Optional.empty();
    }
    Matcher file = FILE.matcher(place.group(3));
    if (!file.matches()) {
      throw new DataException(
          "'"
              + path
              + "' in "
              + where
              + " is not named like a review, <id>_<rating>.txt (for example 12_8.txt);"
              + " rename it or remove it");
    }
    return Optional.of(
        new ImdbReviewName(
            place.group(1).equals("train") ? ImdbReviews.Part.TRAIN : ImdbReviews.Part.TEST,
            place.group(2).equals("pos") ? Polarity.POSITIVE : Polarity.NEGATIVE,
            Integer.parseInt(file.group(1)),
            Integer.parseInt(file.group(2))));
  }

  @Override
  public int compareTo(ImdbReviewName other) {
    return ORDER.compare(this, other);
  }
}
