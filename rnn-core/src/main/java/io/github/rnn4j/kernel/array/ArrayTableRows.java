package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.TableRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Operations on the rows of FLOAT tables in main memory. */
final class ArrayTableRows implements TableRows {

  @Override
  public void gather(INDArray table, int[] rows, INDArray to) {
    FloatView source = new FloatView(table);
    FloatView target = new FloatView(to);
    int width = (int) table.size(1);
    float[] vector = new float[width];
    float[] zeros = new float[width];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == NONE) {
        target.write(target.index(i, 0), 1, zeros, 0, width);
      } else {
        source.read(source.index(rows[i], 0), 1, vector, 0, width);
        target.write(target.index(i, 0), 1, vector, 0, width);
      }
    }
  }

  @Override
  public void scatterAdd(INDArray from, int[] rows, INDArray table) {
    FloatView source = new FloatView(from);
    FloatView target = new FloatView(table);
    int width = (int) table.size(1);
    float[] vector = new float[width];
    float[] sum = new float[width];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == NONE) {
        continue;
      }
      source.read(source.index(i, 0), 1, vector, 0, width);
      int place = target.index(rows[i], 0);
      target.read(place, 1, sum, 0, width);
      for (int j = 0; j < width; j++) {
        sum[j] += vector[j];
      }
      target.write(place, 1, sum, 0, width);
    }
  }
}
