package io.github.rnn4j.kernel.pooling;

import io.github.rnn4j.kernel.MatrixRows;
import io.github.rnn4j.kernel.Packing;
import java.util.Arrays;

/**
 * Pools the valid steps of each sequence of a minibatch:
 *
 * <pre>{@code
 * mean_j = (h_1j + ... + h_nj) / n
 * max_j  = max(h_1j, ..., h_nj)
 * }</pre>
 *
 * <p>The steps are rows {@code [N, S]} in the order of {@link Packing#firstRows}: there is no
 * padding. Sums are in double. In the backward pass, each step gets the {@code n}-th part of the
 * error of the mean; the step of the maximum gets its whole error, and if several steps are equal,
 * the first of them does.
 *
 * <p>For one minibatch, and for one thread.
 */
public final class StepPooling {
  /** Number of rows at a time, few enough to stay in the cache. */
  private static final int ROWS_AT_ONCE = 64;

  private final Pooling kind;
  private final int[] first; // row of each sequence's first step, then the number of rows
  private final int size; // S
  private final int[] highest; // [B, S]: the row of each maximum
  private final double[] rows; // [rows at once, S]
  private final double[] vector; // of one sequence: means, maxima, or both
  private final int maxima; // where the maxima begin in it

  /**
   * Prepares the pooling of a minibatch.
   *
   * @param kind mean, maximum or both
   * @param packing the valid steps
   * @param size number of features {@code S}
   */
  public StepPooling(Pooling kind, Packing packing, int size) {
    this.kind = kind;
    this.size = size;
    first = packing.firstRows();
    highest = new int[kind.max ? Math.multiplyExact(packing.batch(), size) : 0];
    rows = new double[Math.multiplyExact(ROWS_AT_ONCE, size)];
    vector = new double[kind.parts() * size];
    maxima = kind.mean ? size : 0;
  }

  /**
   * Number of valid steps.
   *
   * @return {@code N}
   */
  public int rows() {
    return first[first.length - 1];
  }

  /**
   * Computes the vectors.
   *
   * @param steps {@code [N, S]}
   * @param pooled receives the vectors, {@code [B, S]}, or {@code [B, 2 S]} for mean and maximum;
   *     without a step, the vector of a sequence is zero
   */
  public void forward(MatrixRows steps, MatrixRows pooled) {
    for (int b = 0; b < first.length - 1; b++) {
      begin(b);
      for (int row = first[b]; row < first[b + 1]; row += ROWS_AT_ONCE) {
        int count = Math.min(ROWS_AT_ONCE, first[b + 1] - row);
        steps.read(row, count, rows);
        for (int i = 0; i < count; i++) {
          if (kind.mean) {
            addToSums(i * size);
          }
          if (kind.max) {
            compare(i * size, row + i, b * size);
          }
        }
      }
      finish(b);
      pooled.write(b, 1, vector);
    }
  }

  private void begin(int b) {
    Arrays.fill(vector, 0);
    if (kind.max && first[b + 1] > first[b]) {
      Arrays.fill(vector, maxima, maxima + size, Double.NEGATIVE_INFINITY);
      Arrays.fill(highest, b * size, (b + 1) * size, first[b]);
    }
  }

  private void addToSums(int at) {
    for (int j = 0; j < size; j++) {
      vector[j] += rows[at + j];
    }
  }

  private void compare(int at, int row, int sequence) {
    for (int j = 0; j < size; j++) {
      double value = rows[at + j];
      if (value > vector[maxima + j] || Double.isNaN(value)) {
        vector[maxima + j] = value;
        highest[sequence + j] = row;
      }
    }
  }

  private void finish(int b) {
    int count = first[b + 1] - first[b];
    for (int j = 0; j < size && kind.mean && count > 0; j++) {
      vector[j] /= count;
    }
  }

  /**
   * Computes the errors of the steps, after the forward pass.
   *
   * @param errors gradient with respect to the vectors
   * @param stepErrors receives the gradient with respect to the steps, {@code [N, S]}
   */
  public void backward(MatrixRows errors, MatrixRows stepErrors) {
    for (int b = 0; b < first.length - 1; b++) {
      errors.read(b, 1, vector);
      finish(b); // the mean's error of one step
      for (int row = first[b]; row < first[b + 1]; row += ROWS_AT_ONCE) {
        int count = Math.min(ROWS_AT_ONCE, first[b + 1] - row);
        for (int i = 0; i < count; i++) {
          writeErrors(i * size, row + i, b * size);
        }
        stepErrors.write(row, count, rows);
      }
    }
  }

  private void writeErrors(int at, int row, int sequence) {
    for (int j = 0; j < size; j++) {
      double ofMean = kind.mean ? vector[j] : 0;
      double ofMax = kind.max && highest[sequence + j] == row ? vector[maxima + j] : 0;
      rows[at + j] = ofMean + ofMax;
    }
  }
}
