package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.array.PanelMatrix;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight matrix, packed once. A large matrix is split into two slices of columns, one for each of
 * two threads. Each processor then finds its slice in its own cache at every step.
 */
public final class StepMatrix {
  /** Number of entries from which a second thread gains more than it costs. */
  static final int LARGE = 1 << 18;

  final List<Slice> slices = new ArrayList<>();
  final int depth;
  final int columns;

  /** Some columns of the matrix, starting at {@code first}. */
  record Slice(int first, PanelMatrix matrix) {}

  StepMatrix(FloatArithmetic arithmetic, int depth, int columns) {
    this.depth = depth;
    this.columns = columns;
    boolean cut = KernelThreads.count() > 1 && (long) depth * columns >= LARGE;
    int unit = 4 * arithmetic.columnUnit();
    int first = cut ? columns / 2 / unit * unit : 0;
    if (first > 0) {
      slices.add(new Slice(0, PanelMatrix.of(arithmetic, depth, first)));
    }
    slices.add(new Slice(first, PanelMatrix.of(arithmetic, depth, columns - first)));
  }

  /** Sets a column from {@code depth} consecutive numbers of an array. */
  void setColumn(int column, float[] values, int from) {
    for (Slice slice : slices) {
      int at = column - slice.first;
      if (at >= 0 && at < slice.matrix.columns()) {
        slice.matrix.setColumn(at, values, from);
      }
    }
  }

  /**
   * Adds a row to {@code columns} consecutive numbers of an array: the product with a one-hot
   * vector.
   */
  public void addRow(int row, float[] to, int at) {
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      slice.matrix.addRow(row, to, at + slice.first);
    }
  }
}
