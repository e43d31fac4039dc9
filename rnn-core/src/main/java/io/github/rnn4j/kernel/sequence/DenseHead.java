package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.kernel.step.StepProduct;
import java.util.Arrays;
import java.util.List;

/** The dense layers above the recurrent ones. Immutable. */
final class DenseHead {
  /** Number of sums of a layer computed at a time, few enough to stay in the cache. */
  private static final int SUMS_AT_ONCE = 1 << 16;

  /** The buffers of the scratch memory for the sums, in turn. */
  private static final int FIRST_BUFFER = 2;

  private final List<DenseWeights> layers;

  DenseHead(List<DenseWeights.Source> sources, FloatArithmetic arithmetic) {
    layers = sources.stream().map(source -> new DenseWeights(source, arithmetic)).toList();
  }

  int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /**
   * Computes the outputs of some rows.
   *
   * @param states {@code [rows, I]}
   * @param helped whether the second thread may help
   * @return an array for each row
   */
  float[][] run(float[] states, int rows, Scratch scratch, boolean helped) {
    float[][] outputs = new float[rows][];
    int widest = layers.stream().mapToInt(DenseWeights::width).max().orElseThrow();
    int atOnce = Math.max(1, SUMS_AT_ONCE / widest);
    for (int first = 0; first < rows; first += atOnce) {
      int count = Math.min(atOnce, rows - first);
      int size = layers.get(0).inputs();
      Rows sums = sums(new Rows(states, size).at(first * size), count, scratch, helped);
      for (int i = 0; i < count; i++) {
        int from = i * sums.stride;
        outputs[first + i] = Arrays.copyOfRange(sums.data, from, from + outputs());
      }
    }
    return outputs;
  }

  /** Returns the outputs of the last layer. */
  private Rows sums(Rows input, int count, Scratch scratch, boolean helped) {
    Rows below = input;
    for (int i = 0; i < layers.size(); i++) {
      DenseWeights layer = layers.get(i);
      float[] sums = scratch.buffer(FIRST_BUFFER + i % 2, (long) count * layer.width());
      layer.fill(sums, count);
      new StepProduct(layer.weights, count, below, new Rows(sums, layer.width())).run(helped);
      for (int r = 0; r < count; r++) {
        layer.activate(sums, sums, r * layer.width());
      }
      below = new Rows(sums, layer.width());
    }
    return below;
  }
}
