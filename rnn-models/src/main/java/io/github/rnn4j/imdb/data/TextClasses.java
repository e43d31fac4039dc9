package io.github.rnn4j.imdb.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.rnn4j.batch.LabelEncoding;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.datasets.reviews.Polarity;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The classes that a network tells apart. Saved with a run as {@code classes.json}.
 *
 * @param names two or more different names; a label is an index into this list. Of two classes, the
 *     second one is the positive one
 * @param weights how much an example of each class counts in training; empty if all count the same
 */
public record TextClasses(List<String> names, List<Double> weights) implements Serializable {

  /** The name of the file. */
  public static final String FILE = "classes.json";

  /** The name of the file with the classes of the network that a run started from. */
  public static final String INITIAL = "initial-classes.json";

  /** The classes of film reviews, and of all runs before others were possible. */
  public static final TextClasses POLARITY = new TextClasses(Polarity.NAMES);

  private static final int MOST = 1000;
  private static final int LONGEST = 10_000;

  /**
   * Checks and copies the names.
   *
   * @param names see {@link TextClasses}
   * @param weights see {@link TextClasses}
   * @throws IllegalArgumentException if there are fewer than two or more than 1,000 names, one of
   *     them occurs twice, one is longer than 10,000 characters, or there is not one weight above 0
   *     for each
   */
  public TextClasses {
    names = List.copyOf(names);
    weights = List.copyOf(weights);
    if (!weights.isEmpty()
        && (weights.size() != names.size() || weights.stream().anyMatch(w -> !(w > 0)))) {
      throw new IllegalArgumentException(
          "weights has %d numbers for %d classes; there must be one above 0 for each, or none"
              .formatted(weights.size(), names.size()));
    }
    if (names.size() < 2 || names.size() > MOST) {
      throw new IllegalArgumentException(
          "names has %d classes; there must be 2 to %d".formatted(names.size(), MOST));
    }
    if (names.stream().distinct().count() < names.size()
        || names.stream().anyMatch(name -> name.length() > LONGEST)) {
      throw new IllegalArgumentException(
          "names has the same name twice, or one with more than %d characters".formatted(LONGEST));
    }
  }

  /**
   * Creates classes whose examples all count the same.
   *
   * @param names see {@link TextClasses}
   * @throws IllegalArgumentException as for the record
   */
  public TextClasses(List<String> names) {
    this(names, List.of());
  }

  /**
   * Weights the classes so that all of them count the same: {@code N / (K n)} for a class with
   * {@code n} of {@code N} texts and {@code K} classes.
   *
   * @param counts n, 1 or more for each class
   * @return the classes with these weights, whose mean over all texts is 1
   */
  public TextClasses balanced(long[] counts) {
    double all = Arrays.stream(counts).sum();
    return new TextClasses(
        names,
        Arrays.stream(counts).mapToObj(count -> all / (counts.length * (double) count)).toList());
  }

  /**
   * Reads the classes of a run.
   *
   * @param run the run
   * @return the classes; those of film reviews for a run that was saved before there were others
   * @throws RunException if the file is damaged
   */
  public static TextClasses of(RunDirectory run) {
    return of(run, FILE);
  }

  /**
   * Reads the classes of the network that a run started from.
   *
   * @param run the run
   * @return the classes; those of film reviews if none are saved
   * @throws RunException if the file is damaged
   */
  public static TextClasses initial(RunDirectory run) {
    return of(run, INITIAL);
  }

  private static TextClasses of(RunDirectory run, String file) {
    return run.has(file) ? run.readJson(file, TextClasses.class) : POLARITY;
  }

  /** Returns K, the number of classes. */
  public int size() {
    return names.size();
  }

  /** Returns the name of a class. */
  public String name(int label) {
    return names.get(label);
  }

  /** Returns whether there are two classes, and so one output, which is that of the second one. */
  @JsonIgnore
  public boolean isBinary() {
    return names.size() == 2;
  }

  /** Returns the number of outputs of a network: one for two classes, otherwise one for each. */
  public int outputs() {
    return isBinary() ? 1 : names.size();
  }

  /** Returns how labels are encoded for the network. */
  public LabelEncoding encoding() {
    return isBinary() ? new LabelEncoding.Binary() : new LabelEncoding.OneHotClasses(size());
  }

  /**
   * Returns the label that each class of other data has here. Upper and lower case are not
   * distinguished; 0, neg and negative are the same class, as are 1, pos and positive.
   *
   * @param others the names of the classes of other data
   * @return one label for each name; -1 for a class that is not known
   */
  public int[] labelsOf(List<String> others) {
    return others.stream().mapToInt(this::labelOf).toArray();
  }

  private int labelOf(String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    return IntStream.range(0, size())
        .filter(label -> ClassNames.areSame(names.get(label), name))
        .findFirst()
        .orElse(-1);
  }
}
