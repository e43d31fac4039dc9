package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a review says: {@code {train,test}/{pos,neg}/<id>_<rating>.txt}. The natural
 * order is by part, label (negative first), id and rating.
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
   * Reads a path with forward slashes; only its last three names count. {@code where} names the
   * whole that the path belongs to in the error.
   *
   * @return empty for what is no review: another folder (such as {@code train/unsup}), a hidden
   *     file, an ending other than {@code .txt}
   * @throws DataException for a text file among the reviews that is not named as a review, because
   *     leaving it out would lose data without a word
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
              + " is not named <id>_<rating>.txt (for example 12_8.txt) like a review;"
              + " rename it or take it out");
    }
    return Optional.of(
        new ImdbReviewName(
            place.group(1).equals("train") ? ImdbReviews.Part.TRAIN : ImdbReviews.Part.TEST,
            place.group(2).equals("pos") ? Review.POSITIVE : Review.NEGATIVE,
            Integer.parseInt(file.group(1)),
            Integer.parseInt(file.group(2))));
  }

  @Override
  public int compareTo(ImdbReviewName other) {
    return ORDER.compare(this, other);
  }
}
