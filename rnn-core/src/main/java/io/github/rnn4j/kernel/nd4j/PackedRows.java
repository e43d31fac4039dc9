package io.github.rnn4j.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.Segment;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Converts sequences to packed rows {@code [N, C]} and back, for one direction. Sequences are
 * {@code [B, C, T]}, or {@code [N, C]} in the order of {@link Packing#firstRows}.
 */
final class PackedRows {
  private final Packing packing;
  private final int[] cells; // for each packed row, its index in [B * T]
  private final int[] rows; // for each packed row, its index in [N]

  PackedRows(Packing packing, boolean backward) {
    this.packing = packing;
    cells = new int[packing.tokens()];
    rows = new int[packing.tokens()];
    for (int step = 0; step < packing.steps(); step++) {
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        cells[packing.offset(step) + r] =
            segment.sequence() * packing.time() + segment.time(step, backward);
        rows[packing.offset(step) + r] = segment.row(step, backward);
      }
    }
  }

  /** Returns the valid steps of sequences as packed rows. */
  INDArray gather(INDArray sequences) {
    if (sequences.rank() == 2) {
      return Nd4j.pullRows(sequences.dup('c'), 1, rows);
    }
    long features = sequences.size(1);
    INDArray table = sequences.permute(0, 2, 1).dup('c').reshape('c', -1, features); // [B T, C]
    return Nd4j.pullRows(table, 1, cells); // [N, C]
  }

  /** Writes packed rows to sequences, with zeros at masked steps. */
  void scatter(INDArray packed, INDArray sequences) {
    if (sequences.rank() == 3) {
      sequences.assign(scatter(packed));
      return;
    }
    int[] from = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      from[rows[row]] = row;
    }
    sequences.assign(Nd4j.pullRows(packed.dup('c'), 1, from));
  }

  /** Returns packed rows {@code [N, C]} as {@code [B, C, T]}, with zeros at masked steps. */
  INDArray scatter(INDArray packed) {
    INDArray padded = Nd4j.concat(0, packed, Nd4j.zeros(packed.dataType(), 1, packed.size(1)));
    int[] from = new int[packing.batch() * packing.time()];
    Arrays.fill(from, cells.length); // the row of zeros
    for (int row = 0; row < cells.length; row++) {
      from[cells[row]] = row;
    }
    return Nd4j.pullRows(padded, 1, from) // [B T, C]
        .reshape('c', packing.batch(), packing.time(), packed.size(1))
        .permute(0, 2, 1);
  }

  /** Returns a view of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  static INDArray slice(INDArray rows, long from, long to) {
    return rows.get(interval(from, to), all());
  }

  /** Creates a matrix of zeros in {@code 'c'} order, whose rows are contiguous. */
  static INDArray matrix(DataType type, long rows, long columns) {
    return Nd4j.create(type, new long[] {rows, columns}, 'c');
  }
}
