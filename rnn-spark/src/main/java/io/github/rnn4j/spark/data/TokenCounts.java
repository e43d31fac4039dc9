package io.github.rnn4j.spark.data;

import io.github.rnn4j.text.VocabularyBuilder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/** Counts tokens in the cluster. Each executor sends only the sums of its partitions. */
final class TokenCounts {

  /** Makes a tokenizer for a partition. */
  @FunctionalInterface
  interface Tokenizers extends Serializable {
    Function<String, List<String>> tokenizer();
  }

  /** The order in which a vocabulary keeps tokens: by decreasing frequency, then by code point. */
  private static final class FrequentFirst
      implements Comparator<Tuple2<String, Long>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<String, Long> one, Tuple2<String, Long> other) {
      int byCount = Long.compare(other._2, one._2);
      return byCount != 0
          ? byCount
          : Arrays.compareUnsigned(
              one._1.getBytes(StandardCharsets.UTF_8), other._1.getBytes(StandardCharsets.UTF_8));
    }
  }

  private TokenCounts() {}

  /**
   * Adds the most frequent tokens of texts to a vocabulary.
   *
   * @param vocabulary receives the tokens with their counts
   * @param texts the texts
   * @param how makes the tokenizers
   * @param least how often a token must occur
   * @param most how many tokens to add
   */
  static void addTo(
      VocabularyBuilder vocabulary, JavaRDD<String> texts, Tokenizers how, int least, int most) {
    FlatMapFunction<Iterator<String>, Tuple2<String, Long>> count =
        content -> {
          Function<String, List<String>> tokenizer = how.tokenizer();
          Map<String, Long> counts = new HashMap<>();
          content.forEachRemaining(
              text -> tokenizer.apply(text).forEach(token -> counts.merge(token, 1L, Long::sum)));
          return counts.entrySet().stream()
              .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
              .iterator();
        };
    JavaPairRDD.fromJavaRDD(texts.mapPartitions(count))
        .reduceByKey(Long::sum)
        .filter(entry -> entry._2 >= least)
        .map(entry -> new Tuple2<>(entry._1, entry._2))
        .takeOrdered(most, new FrequentFirst())
        .forEach(entry -> vocabulary.count(entry._1, entry._2));
  }
}
