package io.github.rnn4j.kernel.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.MatrixRows;
import io.github.rnn4j.kernel.Packing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooling in worked numbers. */
class StepPoolingTest {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rows(double[][] numbers) implements MatrixRows {
    @Override
    public void read(int first, int count, double[] to) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(numbers[first + i], 0, to, i * numbers[0].length, numbers[0].length);
      }
    }

    @Override
    public void write(int first, int count, double[] from) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(from, i * numbers[0].length, numbers[first + i], 0, numbers[0].length);
      }
    }
  }

  /** Sequence 0 has the steps 0, 1 and 3; sequence 1 has only the last one. */
  private static final Packing HOLES = Packing.of(new double[][] {{1, 1, 0, 1}, {0, 0, 0, 1}});

  private static final double[][] STEPS = {{1, -2}, {4, -7}, {1, -3}, {5, -6}};

  private static double[][] forward(StepPooling pooling, double[][] steps, int batch, int width) {
    Rows pooled = new Rows(new double[batch][width]);
    pooling.forward(new Rows(steps), pooled);
    return pooled.numbers();
  }

  private static double[][] backward(StepPooling pooling, double[][] errors, int rows) {
    Rows steps = new Rows(new double[rows][2]);
    pooling.backward(new Rows(errors), steps);
    return steps.numbers();
  }

  @Test
  void theMeanDividesByTheNumberOfValidSteps() {
    StepPooling pooling = new StepPooling(Pooling.MEAN, HOLES, 2);

    assertThat(forward(pooling, STEPS, 2, 2)).isDeepEqualTo(new double[][] {{2, -4}, {5, -6}});
    assertThat(backward(pooling, new double[][] {{6, 9}, {7, 8}}, 4))
        .isDeepEqualTo(new double[][] {{2, 3}, {2, 3}, {2, 3}, {7, 8}});
  }

  @Test
  void theErrorOfAMaximumBelongsToItsStep() {
    StepPooling pooling = new StepPooling(Pooling.MAX, HOLES, 2);

    assertThat(forward(pooling, STEPS, 2, 2)).isDeepEqualTo(new double[][] {{4, -2}, {5, -6}});
    assertThat(backward(pooling, new double[][] {{6, 9}, {7, 8}}, 4))
        .isDeepEqualTo(new double[][] {{0, 9}, {6, 0}, {0, 0}, {7, 8}});
  }

  @Test
  void meansComeBeforeMaxima() {
    StepPooling pooling = new StepPooling(Pooling.MEAN_AND_MAX, HOLES, 2);

    assertThat(forward(pooling, STEPS, 2, 4))
        .isDeepEqualTo(new double[][] {{2, -4, 4, -2}, {5, -6, 5, -6}});
    assertThat(backward(pooling, new double[][] {{6, 9, 10, 20}, {7, 8, 1, 2}}, 4))
        .isDeepEqualTo(new double[][] {{2, 23}, {12, 3}, {2, 3}, {8, 10}});
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 63, 64, 65, 200}) // 64 rows are read at a time
  void theFirstOfEqualMaximaGetsTheError(int steps) {
    StepPooling pooling = new StepPooling(Pooling.MAX, Packing.full(1, steps), 2);
    double[][] rows = new double[steps][2];
    for (double[] row : rows) {
      row[0] = -1;
    }
    rows[1] = new double[] {3, -0.0};
    rows[steps - 1] = new double[] {3, 0};

    assertThat(forward(pooling, rows, 1, 2)).isDeepEqualTo(new double[][] {{3, 0}});
    double[][] errors = backward(pooling, new double[][] {{5, 6}}, steps);

    double[][] expected = new double[steps][2];
    expected[1][0] = 5;
    expected[0][1] = 6; // 0 and -0 are equal
    assertThat(errors).isDeepEqualTo(expected);
  }

  @Test
  void longSequencesAreReadPieceByPiece() {
    int steps = 1001;
    StepPooling pooling = new StepPooling(Pooling.MEAN_AND_MAX, Packing.full(1, steps), 2);
    double[][] rows = new double[steps][2];
    for (int t = 0; t < steps; t++) {
      rows[t] = new double[] {t, -t};
    }

    assertThat(forward(pooling, rows, 1, 4)).isDeepEqualTo(new double[][] {{500, -500, 1000, 0}});
    double[][] errors = backward(pooling, new double[][] {{1001, 2002, 7, 8}}, steps);

    assertThat(errors[0]).containsExactly(1, 10);
    assertThat(errors[500]).containsExactly(1, 2);
    assertThat(errors[1000]).containsExactly(8, 2);
  }

  @Test
  void withoutAStepTheVectorIsZero() {
    Packing packing = Packing.of(new double[][] {{0, 0}, {1, 1}});
    StepPooling pooling = new StepPooling(Pooling.MEAN_AND_MAX, packing, 2);

    assertThat(forward(pooling, new double[][] {{1, 2}, {3, 4}}, 2, 4))
        .isDeepEqualTo(new double[][] {{0, 0, 0, 0}, {2, 3, 3, 4}});
  }

  @Test
  void aNumberThatIsNotOneIsNotHidden() {
    StepPooling pooling = new StepPooling(Pooling.MAX, Packing.full(1, 3), 2);

    double[][] pooled =
        forward(pooling, new double[][] {{1, Double.NaN}, {Double.NaN, 2}, {3, 4}}, 1, 2);

    assertThat(pooled[0]).containsOnly(Double.NaN);
  }
}
