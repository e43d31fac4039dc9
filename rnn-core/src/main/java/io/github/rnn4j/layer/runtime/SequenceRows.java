package io.github.rnn4j.layer.runtime;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Converts sequences to the rows of a matrix and back: row {@code b T + t} is step {@code t} of
 * sequence {@code b}. Nothing is copied if the numbers of a step are adjacent in memory, as in the
 * outputs of this library's layers.
 */
public final class SequenceRows {
  private SequenceRows() {}

  /** Converts {@code [B, C, T]}, or {@code [B, T, C]} with NWC, to {@code [B T, C]}. */
  public static INDArray of(
      INDArray sequences, RNNFormat format, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    INDArray steps = format == RNNFormat.NWC ? sequences : sequences.permute(0, 2, 1); // [B, T, C]
    INDArray dense = isDense(steps) ? steps : workspaceMgr.dup(type, steps, 'c');
    return dense.reshape('c', steps.size(0) * steps.size(1), steps.size(2));
  }

  /** The inverse of {@link #of}; returns a view. */
  public static INDArray sequences(INDArray rows, long batch, RNNFormat format) {
    INDArray steps = rows.reshape('c', batch, rows.size(0) / batch, rows.size(1)); // [B, T, C]
    return format == RNNFormat.NWC ? steps : steps.permute(0, 2, 1);
  }

  /** The sum of all numbers; fast if the array or its transpose is contiguous in memory. */
  static double sum(INDArray sequences) {
    INDArray turned = sequences.permute(0, 2, 1);
    INDArray numbers =
        isDense(sequences)
            ? sequences.reshape('c', 1, sequences.length())
            : isDense(turned) ? turned.reshape('c', 1, turned.length()) : sequences;
    return numbers.sumNumber().doubleValue();
  }

  private static boolean isDense(INDArray array) {
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) > 1 && array.stride(axis) != expected) {
        return false;
      }
      expected *= array.size(axis);
    }
    return true;
  }
}
