package io.github.rnn4j.kernel.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.arithmetic.PlainArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.kernel.step.OutputActivation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory that a {@link SequenceModel} keeps; its results are tested with networks. */
class SequenceModelTest {
  private static final int C = 3;
  private static final int H = 8;
  private static final long LARGEST = 1L << 22;

  private final SequenceModel model =
      new SequenceModel(
          null,
          List.of(
              new SequenceModel.Layer(
                  new CellShape(CellType.ELMAN, ElmanActivation.TANH, C, H),
                  List.of(List.of(weights(C, H), weights(H, H), weights(1, H))),
                  false,
                  StateMerge.CONCAT,
                  1)),
          null,
          List.of(new DenseWeights.Source(weights(H, 2), weights(1, 2), OutputActivation.IDENTITY)),
          new PlainArithmetic());

  private static INDArray weights(int rows, int columns) {
    return Nd4j.valueArrayOf(new long[] {rows, columns}, 0.1, DataType.FLOAT);
  }

  @Test
  void memoryIsKeptForTheNextCall() {
    model.run(vectors(100));
    long kept = model.reserved();

    model.run(vectors(100));

    assertThat(kept).isPositive();
    assertThat(model.reserved()).isEqualTo(kept);
  }

  @Test
  void theMemoryOfAVeryLongSequenceIsNotKept() {
    float[][][] outputs = model.run(vectors((int) (LARGEST / C) + 1));

    assertThat(outputs[0][0]).hasSize(2);
    assertThat(model.reserved()).isZero();
  }

  /** A sequence in which every step has the same vector. */
  private static Sequences vectors(int steps) {
    float[][] sequence = new float[steps][];
    Arrays.fill(sequence, new float[] {1, 2, 3});
    return new Sequences.Vectors(new float[][][] {sequence});
  }
}
