package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.array.Capacity;
import io.github.rnn4j.kernel.array.KernelThreads;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix of weights, packed once. A large one is cut into two slices of columns, one for each of
 * two threads, so that each processor finds its slice in its own cache at every step.
 */
final class StepMatrix {
  /** Number of entries from which a second thread brings more than it costs. */
  static final int LARGE = 1 << 18;

  final FloatArithmetic arithmetic;
  final List<Slice> slices = new ArrayList<>();
  final int depth;
  final int columns;

  /** Some columns of the matrix. */
  static final class Slice {
    final int first;
    final int columns;
    final Panels panels;
    final float[] data;

    private Slice(int first, int columns, Panels panels) {
      this.first = first;
      this.columns = columns;
      this.panels = panels;
      data = new float[Capacity.of((long) panels.depth() * columns)];
    }
  }

  StepMatrix(FloatArithmetic arithmetic, int depth, int columns) {
    this.arithmetic = arithmetic;
    this.depth = depth;
    this.columns = columns;
    boolean cut = KernelThreads.count() > 1 && (long) depth * columns >= LARGE;
    int unit = 4 * arithmetic.columnUnit();
    int first = cut ? columns / 2 / unit * unit : 0;
    if (first > 0) {
      addSlice(0, first);
    }
    addSlice(first, columns - first);
  }

  private void addSlice(int first, int count) {
    slices.add(new Slice(first, count, arithmetic.panels(count, depth)));
  }

  /** Sets a column to {@code depth} numbers of an array. */
  void setColumn(int column, float[] values, int from) {
    for (Slice slice : slices) {
      int at = column - slice.first;
      if (at >= 0 && at < slice.columns) {
        slice.panels.copyColumn(values, from, at, slice.data);
      }
    }
  }

  /** Adds a row to {@code columns} numbers of an array: the product with a one-hot vector. */
  void addRow(int row, float[] to, int at) {
    for (int i = 0; i < slices.size(); i++) {
      Slice slice = slices.get(i);
      for (int column = 0; column < slice.columns; ) {
        int step = slice.panels.step(column);
        int from = slice.panels.start(column) + row * step;
        int first = at + slice.first + column;
        for (int j = 0; j < step; j++) {
          to[first + j] += slice.data[from + j];
        }
        column += step;
      }
    }
  }
}
