package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.TableRows;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Operations on the rows of a table in ND4J operations, for any data type on any device. */
final class Nd4jTableRows implements TableRows {

  @Override
  public void gather(INDArray table, int[] rows, INDArray to) {
    int[] real = Arrays.stream(rows).map(row -> Math.max(0, row)).toArray();
    to.assign(Nd4j.pullRows(table, 1, real));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == NONE) {
        to.getRow(i).assign(0);
      }
    }
  }

  @Override
  public void scatterAdd(INDArray from, int[] rows, INDArray table) {
    int[] valid = IntStream.range(0, rows.length).filter(i -> rows[i] != NONE).toArray();
    int[] targets = Arrays.stream(valid).map(i -> rows[i]).toArray();
    if (valid.length > 0) {
      INDArray added = Nd4j.pullRows(from, 1, valid);
      INDArray indices = Nd4j.createFromArray(targets);
      Nd4j.exec(
          DynamicCustomOp.builder("scatter_add")
              .addInputs(table, indices, added)
              .addOutputs(table)
              .build());
    }
  }
}
