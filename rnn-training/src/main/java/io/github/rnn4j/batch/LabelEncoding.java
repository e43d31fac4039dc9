package io.github.rnn4j.batch;

import java.io.Serializable;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Encodes the classes of a minibatch as labels {@code [B, K]}.
 *
 * <p>Implementations must not have mutable state, because a background thread may call them.
 */
public interface LabelEncoding extends Serializable {

  /**
   * The number of classes.
   *
   * @return 2 or more: labels 0 to {@code classes() - 1} are legal
   */
  int classes();

  /**
   * The number of columns, the {@code nOut} of the output layer.
   *
   * @return K
   */
  int columns();

  /**
   * Encodes the labels of a minibatch.
   *
   * @param labels the class of each sequence, [B], 0 to {@code classes() - 1}
   * @return labels [B, K] of type FLOAT
   */
  INDArray encode(int[] labels);

  /**
   * Classes 0 and 1 in one column, [B, 1]: for one sigmoid output with binary cross-entropy
   * (Deeplearning4j's {@code XENT}).
   */
  record Binary() implements LabelEncoding {

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public int columns() {
      return 1;
    }

    @Override
    public INDArray encode(int[] labels) {
      return Nd4j.createFromArray(labels)
          .castTo(DataType.FLOAT)
          .reshape(labels.length, 1); // [B, 1]
    }
  }

  /**
   * One column per class, 1 for the class of the sequence and 0 for all others, [B, K]: for a
   * softmax output with cross-entropy (Deeplearning4j's {@code MCXENT}).
   *
   * @param classes K, 2 or more
   */
  record OneHotClasses(int classes) implements LabelEncoding {

    /**
     * Checks the number of classes.
     *
     * @param classes see {@link OneHotClasses}
     * @throws IllegalArgumentException if there are fewer than two
     */
    public OneHotClasses {
      if (classes < 2) {
        throw new IllegalArgumentException(
            "%d classes; there must be 2 or more".formatted(classes));
      }
    }

    @Override
    public int columns() {
      return classes;
    }

    @Override
    public INDArray encode(int[] labels) {
      float[][] rows =
          Arrays.stream(labels)
              .mapToObj(
                  label -> {
                    float[] row = new float[classes];
                    row[label] = 1;
                    return row;
                  })
              .toArray(float[][]::new);
      return Nd4j.createFromArray(rows); // [B, K]
    }
  }
}
