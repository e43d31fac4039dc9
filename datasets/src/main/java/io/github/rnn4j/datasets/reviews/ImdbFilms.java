package io.github.rnn4j.datasets.reviews;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which film each review is about: line {@code n} of {@code urls_pos.txt} is the address of the
 * film of positive review {@code n}, from 0 on.
 */
final class ImdbFilms {

  private static final Pattern LIST =
      Pattern.compile("(?:.*/)?((?:train|test)/urls_(?:pos|neg)\\.txt)");
  private static final Pattern FILM = Pattern.compile("/(tt[0-9]{1,12})(?:/|$)");

  private final Map<String, List<String>> lists = new HashMap<>();

  /** The name of a list inside the data set. */
  static String list(ImdbReviews.Part part, int label) {
    return part.label() + "/urls_" + (label == Polarity.POSITIVE ? "pos" : "neg") + ".txt";
  }

  /** Returns whether a path inside the data set is that of a list. */
  static boolean isList(String path) {
    return LIST.matcher(path).matches();
  }

  /** Takes the content of a list. */
  void add(String path, String content) {
    Matcher place = LIST.matcher(path);
    if (place.matches()) {
      lists.put(place.group(1), content.lines().map(ImdbFilms::film).toList());
    }
  }

  private static String film(String address) {
    Matcher film = FILM.matcher(address);
    return film.find() ? film.group(1) : "";
  }

  /** Returns the film of a review; empty if it is not known. */
  String of(ImdbReviewName review) {
    List<String> films = lists.getOrDefault(list(review.part(), review.label()), List.of());
    return review.id() < films.size() ? films.get(review.id()) : "";
  }
}
