package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reviews of a run, encoded for the network.
 *
 * @param source the original reviews
 * @param vocabulary the vocabulary: that of the training set, with several networks also of the
 *     validation set, or of the run that was started from
 * @param train the training set
 * @param validation the validation set
 * @param test the test set
 * @param whole the three sets before truncation
 * @param counts what happened to the texts
 */
public record EncodedData(
    ImdbData source,
    Vocabulary vocabulary,
    List<LabelledSequence> train,
    List<LabelledSequence> validation,
    List<LabelledSequence> test,
    Whole whole,
    TextCounts counts) {

  /**
   * Texts before truncation, for the n-grams.
   *
   * @param train the training set
   * @param validation the validation set
   * @param test the test set
   */
  public record Whole(
      List<LabelledSequence> train,
      List<LabelledSequence> validation,
      List<LabelledSequence> test) {

    /** Returns the token indices of each text of a set. */
    public static List<int[]> tokens(List<LabelledSequence> set) {
      return set.stream().map(LabelledSequence::tokens).toList();
    }
  }

  /** Punctuation and marks, but no emoji. */
  private static final Pattern NO_WORDS = Pattern.compile("[\\p{P}\\p{Sc}\\p{Sk}\\p{Sm}\\s]*+");

  /** Builds the vocabulary from the training set and encodes all three sets. */
  public static EncodedData of(DataConfig config, ImdbData data) {
    return of(
        config,
        data,
        ReviewEncoder.vocabulary(config, data.train().stream().map(LabelledText::text)));
  }

  /**
   * Builds the vocabulary from the training and the validation set, for networks that hold out
   * different texts, and encodes all three sets.
   */
  public static EncodedData ofFolds(DataConfig config, ImdbData data) {
    return of(
        config,
        data,
        ReviewEncoder.vocabulary(
            config,
            Stream.concat(data.train().stream(), data.validation().stream())
                .map(LabelledText::text)));
  }

  /** Encodes all three sets with a vocabulary. */
  public static EncodedData of(DataConfig config, ImdbData data, Vocabulary vocabulary) {
    ReviewEncoder encoder = new ReviewEncoder(config, vocabulary);
    int[] counts = new int[2]; // texts without words, texts that are cut
    List<List<LabelledSequence>> whole = new ArrayList<>();
    List<List<LabelledSequence>> read =
        Stream.of(data.train(), data.validation(), data.test())
            .map(texts -> encoded(texts, encoder, counts, whole))
            .toList();
    return new EncodedData(
        data,
        vocabulary,
        read.get(0),
        read.get(1),
        read.get(2),
        new Whole(whole.get(0), whole.get(1), whole.get(2)),
        new TextCounts(counts[0], counts[1], encoder.maxLength()));
  }

  /** Encodes a set, and adds it before truncation to {@code whole}. */
  private static List<LabelledSequence> encoded(
      List<LabelledText> texts,
      ReviewEncoder encoder,
      int[] counts,
      List<List<LabelledSequence>> whole) {
    List<LabelledSequence> sequences = new ArrayList<>();
    List<LabelledSequence> all = new ArrayList<>();
    for (LabelledText text : texts) {
      EncodedReview encoded = encoder.encode(text.text());
      counts[0] += encoded.tokens() == 0 || NO_WORDS.matcher(text.text()).matches() ? 1 : 0;
      counts[1] += encoded.truncated() ? 1 : 0;
      LabelledSequence sequence = encoded.labelled(text.label());
      sequences.add(sequence);
      all.add(encoded.truncated() ? encoded.wholeLabelled(text.label()) : sequence);
    }
    whole.add(all);
    return sequences;
  }

  /**
   * Returns the data of several networks that hold out different texts for validation.
   *
   * @param members the number of networks, 1 to 5
   * @param seed seed of the split
   * @return the data of each; the first are these, and {@link #source} is the same in all of them
   * @throws DataException if a network would learn from no text of a class, or there are none to
   *     hold out
   */
  public List<EncodedData> folds(int members, long seed) {
    if (members == 1) {
      return List.of(this);
    }
    List<Set<LabelledText>> heldOut = source.heldOut(seed);
    return IntStream.rangeClosed(1, members)
        .mapToObj(number -> number == 1 ? this : fold(number, members, heldOut.get(number - 1)))
        .toList();
  }

  private EncodedData fold(int number, int members, Set<LabelledText> heldOut) {
    List<LabelledText> texts = joined(source.train(), source.validation());
    List<LabelledSequence> read = joined(train, validation);
    List<LabelledSequence> all = joined(whole.train, whole.validation);
    int[] in =
        IntStream.range(0, texts.size()).filter(i -> heldOut.contains(texts.get(i))).toArray();
    int[] out =
        IntStream.range(0, texts.size()).filter(i -> !heldOut.contains(texts.get(i))).toArray();
    EncodedData fold =
        new EncodedData(
            source,
            vocabulary,
            at(read, out),
            at(read, in),
            test,
            new Whole(at(all, out), at(all, in), whole.test),
            counts);
    Set<Integer> missing = labels(train);
    missing.removeAll(labels(fold.train));
    if (in.length == 0 || !missing.isEmpty()) {
      boolean grouped = texts.stream().anyMatch(text -> !text.group().isEmpty());
      throw new DataException(
          "%s: there are too few %s for %d networks that each set aside other texts; use more of them, or --members %d"
              .formatted(
                  source.name(),
                  grouped ? "groups of texts" : "texts of each class",
                  members,
                  number - 1));
    }
    return fold;
  }

  private static Set<Integer> labels(List<LabelledSequence> set) {
    return set.stream().map(LabelledSequence::label).collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static <T> List<T> at(List<T> all, int[] places) {
    return Arrays.stream(places).mapToObj(all::get).toList();
  }

  /** Returns all texts that are not for testing, before truncation. */
  public List<LabelledSequence> wholeLearning() {
    return joined(whole.train, whole.validation);
  }

  /**
   * Returns a copy with one minibatch of each set, with equal shares of each class if there are
   * enough.
   */
  public EncodedData oneMinibatch(int size) {
    return new EncodedData(
        source,
        vocabulary,
        first(train, size),
        first(validation, size),
        first(test, size),
        new Whole(first(whole.train, size), first(whole.validation, size), first(whole.test, size)),
        counts);
  }

  private List<LabelledSequence> first(List<LabelledSequence> all, int size) {
    int classes = source.classes().size();
    List<LabelledSequence> chosen = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      all.stream()
          .filter(sequence -> sequence.label() == wanted)
          .limit((size + classes - 1) / classes)
          .forEach(chosen::add);
    }
    return chosen.subList(0, Math.min(size, chosen.size()));
  }
}
