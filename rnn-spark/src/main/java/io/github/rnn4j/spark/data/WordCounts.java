package io.github.rnn4j.spark.data;

import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.ngram.LogCountRatio;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/** The number of texts of each class that have a word, by class and word. */
public final class WordCounts implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int SPECIALS = DataConfig.SPECIALS.size(); // the first words

  private final int[][] texts; // [K][V]

  private WordCounts(int classes, int vocabularySize) {
    texts = new int[classes][vocabularySize];
  }

  /**
   * Counts the words of labelled texts, as far as they are read.
   *
   * @param shards the texts
   * @param classes K, the number of classes
   * @param vocabularySize V
   * @return the counts
   */
  public static WordCounts of(JavaRDD<Shard> shards, int classes, int vocabularySize) {
    return shards.treeAggregate(
        new WordCounts(classes, vocabularySize), WordCounts::with, WordCounts::joined);
  }

  private WordCounts with(Shard shard) {
    for (int i = 0; i < shard.labels().length; i++) {
      int[] counts = texts[shard.labels()[i]];
      Arrays.stream(shard.sequences()[i]).distinct().forEach(word -> counts[word]++);
    }
    return this;
  }

  private WordCounts joined(WordCounts other) {
    for (int label = 0; label < texts.length; label++) {
      int[] others = other.texts[label];
      int[] sums = texts[label];
      Arrays.setAll(sums, word -> sums[word] + others[word]);
    }
    return this;
  }

  /**
   * Returns the log-count ratios of each word.
   *
   * @param binary whether there is one output, for the second of two classes
   * @return one array for each output, [outputs][V]; 0 for special tokens
   */
  public double[][] logCountRatios(boolean binary) {
    return IntStream.range(binary ? 1 : 0, texts.length)
        .mapToObj(this::ratios)
        .toArray(double[][]::new);
  }

  private double[] ratios(int label) {
    int size = texts[0].length - SPECIALS;
    long[] inside = new long[size];
    long[] outside = new long[size];
    for (int other = 0; other < texts.length; other++) {
      for (int word = 0; word < size; word++) {
        (other == label ? inside : outside)[word] += texts[other][word + SPECIALS];
      }
    }
    double[] ratios = new double[texts[0].length];
    System.arraycopy(LogCountRatio.ofCounts(inside, outside), 0, ratios, SPECIALS, size);
    return ratios;
  }
}
