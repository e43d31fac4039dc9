package io.github.rnn4j.imdb.ngram;

import io.github.rnn4j.imdb.config.DataConfig;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The n-grams that a model knows: sequences of one to three words, each with a column.
 *
 * <p>An n-gram is a number: 21 bits for each word, the last word in the lowest ones. Words that the
 * vocabulary does not have, and those from index 2,097,152 on, which are its rarest, are in none.
 */
final class NgramIndex {

  /** The maximum number of words of an n-gram. */
  static final int LONGEST = 3;

  private static final int BITS = 21;

  /** The first index of the vocabulary that belongs to a word. */
  static final int FIRST = DataConfig.SPECIALS.size();

  /** How many n-grams are counted at a time, which takes 128 MB. */
  private static final int CHUNK = 1 << 24;

  private final long[] ngrams; // ascending

  /** Takes n-grams in ascending order. */
  NgramIndex(long[] ngrams) {
    this.ngrams = ngrams;
  }

  /**
   * Chooses the n-grams that occur in the most texts.
   *
   * @param texts token indices
   * @param least the number of texts that an n-gram must occur in
   * @param most the maximum number of n-grams; of those in equally many texts, the ones with the
   *     more frequent words come first
   */
  static NgramIndex of(List<int[]> texts, int least, int most) {
    long all = texts.stream().mapToLong(text -> (long) LONGEST * text.length).sum();
    int passes = Math.toIntExact(all / CHUNK + 1);
    Counts counts = new Counts();
    for (int pass = 0; pass < passes; pass++) {
      counts.count(texts, passes, pass, least);
    }
    return new NgramIndex(counts.mostFrequent(most));
  }

  /** The number of columns. */
  int size() {
    return ngrams.length;
  }

  long[] ngrams() {
    return ngrams;
  }

  /** Returns the columns of the known n-grams of a text, ascending, each once. */
  int[] columns(int[] text) {
    return Arrays.stream(distinct(text))
        .mapToInt(this::column)
        .filter(column -> column >= 0)
        .toArray();
  }

  /** Returns the words of a text that can be in n-grams. */
  static IntStream words(int[] text) {
    return Arrays.stream(text).filter(NgramIndex::isWord);
  }

  /**
   * Divides amounts among the tokens of a text.
   *
   * @param text the tokens, [T]
   * @param amount the amount of a column, which its words share at all places where they occur
   * @return the sum of the shares of each token, [T]
   */
  double[] shares(int[] text, IntToDoubleFunction amount) {
    Map<Integer, Integer> places = new HashMap<>();
    forEach(text, (ngram, first, last) -> places.merge(column(ngram), 1, Integer::sum));
    double[] shares = new double[text.length];
    forEach(
        text,
        (ngram, first, last) -> {
          int column = column(ngram);
          if (column >= 0) {
            double share = amount.applyAsDouble(column) / places.get(column) / (last - first + 1);
            for (int t = first; t <= last; t++) {
              shares[t] += share;
            }
          }
        });
    return shares;
  }

  /** Returns the column of an n-gram; a negative number if it is not known. */
  private int column(long ngram) {
    return Arrays.binarySearch(ngrams, ngram);
  }

  /** Where an n-gram occurs. */
  private interface Occurrence {
    void at(long ngram, int first, int last);
  }

  /** Visits the n-grams of a text, as often as they occur. */
  private static void forEach(int[] text, Occurrence occurrence) {
    for (int end = 0; end < text.length; end++) {
      long ngram = 0;
      for (int n = 0; n < LONGEST && end - n >= 0 && isWord(text[end - n]); n++) {
        ngram |= (long) text[end - n] << (n * BITS);
        occurrence.at(ngram, end - n, end);
      }
    }
  }

  /** Returns the n-grams of a text, ascending, each once. */
  private static long[] distinct(int[] text) {
    LongStream.Builder found = LongStream.builder();
    forEach(text, (ngram, first, last) -> found.add(ngram));
    return found.build().sorted().distinct().toArray();
  }

  private static boolean isWord(int token) {
    return token >= FIRST && token < 1 << BITS;
  }

  /** N-grams with the number of texts that they occur in. */
  private static final class Counts {
    private long[] ngrams = {};
    private int[] texts = {};

    /** Counts one of several parts of the n-grams. */
    void count(List<int[]> all, int parts, int part, int least) {
      long[] found =
          all.stream()
              .flatMapToLong(text -> Arrays.stream(distinct(text)))
              .filter(ngram -> part(ngram, parts) == part)
              .toArray();
      Arrays.parallelSort(found);
      int kept = ngrams.length;
      int[] starts =
          IntStream.range(0, found.length)
              .filter(i -> i == 0 || found[i] != found[i - 1])
              .toArray();
      ngrams = Arrays.copyOf(ngrams, kept + starts.length);
      texts = Arrays.copyOf(texts, kept + starts.length);
      for (int i = 0; i < starts.length; i++) {
        int end = i + 1 < starts.length ? starts[i + 1] : found.length;
        if (end - starts[i] >= least) {
          ngrams[kept] = found[starts[i]];
          texts[kept++] = end - starts[i];
        }
      }
      ngrams = Arrays.copyOf(ngrams, kept);
      texts = Arrays.copyOf(texts, kept);
    }

    /** Deals n-grams out evenly; the multiplier is 2^64 divided by the golden ratio. */
    private static long part(long ngram, int parts) {
      return ((ngram * 0x9E3779B97F4A7C15L) >>> 8) % parts;
    }

    /** Returns those in the most texts, ascending. */
    long[] mostFrequent(int most) {
      return IntStream.range(0, ngrams.length)
          .boxed()
          .sorted(
              (a, b) ->
                  texts[a] != texts[b] ? texts[b] - texts[a] : Long.compare(ngrams[a], ngrams[b]))
          .limit(most)
          .mapToLong(i -> ngrams[i])
          .sorted()
          .toArray();
    }
  }
}
