package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts the names of classes in order, which gives each class its index. */
public final class ClassNames {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  /** What negative and positive texts are called, in lower case, and the full names. */
  static final Map<String, String> POLARITY =
      Map.of(
          "0", "negative",
          "neg", "negative",
          "negative", "negative",
          "1", "positive",
          "pos", "positive",
          "positive", "positive");

  /** Names of the positive one of two classes, in lower case. */
  private static final Set<String> POSITIVE = Set.of("pos", "positive", "true", "yes", "spam");

  private static final int SHOWN = 20;
  private static final int LONGEST = 40;

  private ClassNames() {}

  /**
   * Orders names: numbers by their value, anything else by its characters. The positive one of two
   * classes comes second: the one that is asked for, or the one named {@code pos}, {@code
   * positive}, {@code true}, {@code yes} or {@code spam}, or {@code 1} next to {@code 0} or {@code
   * -1}; if none of these is there, or both are, the second in order.
   *
   * @param names the names in any order, each only once
   * @param positive the positive one of two classes; empty to choose it
   * @param where the data, for messages
   * @return the names in order
   * @throws DataException if there are fewer than two classes, {@code positive} is none of them, or
   *     there are more than two and {@code positive} is not empty
   */
  public static List<String> ordered(Collection<String> names, String positive, String where) {
    List<String> ordered = new ArrayList<>(names);
    boolean numbers = ordered.stream().allMatch(name -> NUMBER.matcher(name).matches());
    ordered.sort(
        numbers
            ? Comparator.<String>comparingDouble(Double::parseDouble)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder());
    if (ordered.size() < 2) {
      throw new DataException(
          "%s has %s; there must be at least two classes"
              .formatted(
                  where,
                  ordered.isEmpty()
                      ? "no texts"
                      : "only one class, '" + shown(ordered.get(0)) + "'"));
    }
    if (ordered.size() > 2 && !positive.isEmpty()) {
      throw new DataException(
          "%s has %d classes, so none of them is the positive one; leave out --positive"
              .formatted(where, ordered.size()));
    }
    if (ordered.size() == 2 && isFirstPositive(ordered, positive, where)) {
      ordered.add(ordered.remove(0));
    }
    return List.copyOf(ordered);
  }

  private static boolean isFirstPositive(List<String> names, String positive, String where) {
    if (!positive.isEmpty()) {
      if (!names.contains(positive)) {
        throw new DataException(
            "%s has no class '%s'; its classes are %s"
                .formatted(where, shown(positive), listed(names)));
      }
      return names.get(0).equals(positive);
    }
    return isPositive(names.get(0), names.get(1)) && !isPositive(names.get(1), names.get(0));
  }

  private static boolean isPositive(String name, String other) {
    return POSITIVE.contains(name.toLowerCase(Locale.ROOT))
        || (name.equals("1") && (other.equals("0") || other.equals("-1")));
  }

  /**
   * Returns whether two names are those of the same class: upper and lower case are not
   * distinguished, and 0, neg and negative are the same, as are 1, pos and positive.
   *
   * @param name the name of a class
   * @param other the name of another one, or of the same
   * @return whether they mean the same
   */
  public static boolean areSame(String name, String other) {
    String polarity = POLARITY.get(name.toLowerCase(Locale.ROOT));
    return name.equalsIgnoreCase(other)
        || (polarity != null && polarity.equals(POLARITY.get(other.toLowerCase(Locale.ROOT))));
  }

  /**
   * Shortens a name to what fits into a line.
   *
   * @param name the name of a class, which may be anything
   * @return the name on one line, at most {@value #LONGEST} characters and three dots; U+FFFD
   *     stands for each character that cannot be seen
   */
  public static String shown(String name) {
    String line =
        name.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "\uFFFD").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
  }

  /**
   * Lists names for a message.
   *
   * @param names the names of classes
   * @return the names, separated by commas; of many, the first
   */
  public static String listed(List<String> names) {
    List<String> shown = names.stream().limit(SHOWN).map(ClassNames::shown).toList();
    String rest = names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "";
    return String.join(", ", shown) + rest;
  }
}
