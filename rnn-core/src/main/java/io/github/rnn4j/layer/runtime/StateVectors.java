package io.github.rnn4j.layer.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** State vectors that stand side by side in one array. */
public final class StateVectors {

  private StateVectors() {}

  /**
   * Splits an array into views.
   *
   * @param all {@code [B, sum of the sizes]}
   * @param sizes the sizes
   * @return a view {@code [B, size]} for each size
   */
  public static List<INDArray> split(INDArray all, Collection<Long> sizes) {
    List<INDArray> vectors = new ArrayList<>();
    long from = 0;
    for (long size : sizes) {
      vectors.add(all.get(all(), interval(from, from + size)));
      from += size;
    }
    return vectors;
  }
}
