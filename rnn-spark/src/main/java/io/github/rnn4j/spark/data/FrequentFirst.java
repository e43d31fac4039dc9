package io.github.rnn4j.spark.data;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import scala.Tuple2;

/** The order in which a vocabulary keeps tokens: by decreasing frequency, then by code point. */
final class FrequentFirst implements Comparator<Tuple2<String, Long>>, Serializable {

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
