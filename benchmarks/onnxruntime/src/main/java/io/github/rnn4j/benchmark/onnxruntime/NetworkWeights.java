package io.github.rnn4j.benchmark.onnxruntime;

import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.benchmark.work.Weights;
import java.util.Arrays;
import java.util.Random;

/** Initial weights: random, or {@link CheckWeights}. */
final class NetworkWeights {
  private static final long SEED = 1;

  private final boolean check;
  private final Random random = new Random(SEED);

  NetworkWeights(Weights weights) {
    check = weights == Weights.CHECK;
  }

  /** Returns an embedding table, [V, E]. */
  float[] embedding(int rows, int size) {
    float[] table = random((long) rows * size, 1);
    for (int i = 0; check && i < table.length; i++) {
      table[i] = CheckWeights.embedding(i / size);
    }
    return table;
  }

  /** Returns the weights of {@code columns} sums of {@code rows} numbers. */
  float[] inside(int rows, long columns) {
    float[] weights = random(rows * columns, 1 / Math.sqrt(rows));
    if (check) {
      Arrays.fill(weights, CheckWeights.inside(rows));
    }
    return weights;
  }

  /** Returns the weights of the last layer, [rows, outputs]. */
  float[] output(int rows, int outputs) {
    float[] weights = random((long) rows * outputs, 1 / Math.sqrt(rows));
    for (int i = 0; check && i < weights.length; i++) {
      weights[i] = CheckWeights.output(i % outputs, rows);
    }
    return weights;
  }

  float[] bias(int size) {
    return new float[size];
  }

  private float[] random(long count, double range) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble(-range, range);
    }
    return numbers;
  }
}
