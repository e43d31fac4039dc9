package io.github.rnn4j.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.MatrixRows;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The rows of an ND4J matrix. Copies them between the device and Java's memory.
 *
 * @param matrix any data type and strides
 */
record Nd4jMatrixRows(INDArray matrix) implements MatrixRows {

  @Override
  public void read(int first, int count, double[] to) {
    double[] numbers = rows(first, count).dup('c').data().asDouble();
    System.arraycopy(numbers, 0, to, 0, numbers.length);
  }

  @Override
  public void write(int first, int count, double[] from) {
    INDArray rows = rows(first, count);
    double[] numbers = Arrays.copyOf(from, Math.toIntExact(rows.length()));
    rows.assign(Nd4j.createFromArray(numbers).reshape('c', rows.shape()).castTo(matrix.dataType()));
  }

  private INDArray rows(int first, int count) {
    return matrix.get(interval(first, first + count), all());
  }
}
