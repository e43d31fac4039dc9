package io.github.rnn4j.kernel.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares an arithmetic with simple loops and {@code Math}. */
public abstract class FloatArithmeticTest {
  private final FloatArithmetic arithmetic;
  private final double tanhError;

  /** The arithmetic under test, and the maximum error of its hyperbolic tangent. */
  protected FloatArithmeticTest(FloatArithmetic arithmetic, double tanhError) {
    this.arithmetic = arithmetic;
    this.tanhError = tanhError;
  }

  @Test
  void sigmoidAndTanhAreExactToAFewTenMillionths() {
    int count = 1 << 16;
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (i - count / 2) / 1000f; // -32.8 to 32.8
    }
    float[] sigmoid = x.clone();
    float[] tanh = new float[count];

    arithmetic.sigmoid(sigmoid, 0, count);
    arithmetic.tanh(x, 0, tanh, 0, count);

    double ofSigmoid = 0;
    double ofTanh = 0;
    double relative = 0;
    for (int i = 0; i < count; i++) {
      ofSigmoid = Math.max(ofSigmoid, Math.abs(sigmoid[i] - 1 / (1 + Math.exp(-x[i]))));
      double error = Math.abs(tanh[i] - Math.tanh(x[i]));
      ofTanh = Math.max(ofTanh, error);
      relative = x[i] == 0 ? relative : Math.max(relative, error / Math.abs(Math.tanh(x[i])));
    }
    assertThat(ofSigmoid).isLessThan(2e-7);
    assertThat(ofTanh).isLessThan(tanhError);
    assertThat(relative).isLessThan(4e-7);
  }

  @Test
  void theEndsOfTheRangeAreRight() {
    float[] ends = {
      0,
      -0f,
      1e-30f,
      1e-5f,
      100,
      -100,
      3e38f,
      -3e38f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      88,
      -88,
      0.625f,
      -0.625f,
      9
    };
    float[] sigmoid = ends.clone();
    float[] tanh = new float[ends.length];

    arithmetic.sigmoid(sigmoid, 0, ends.length);
    arithmetic.tanh(ends, 0, tanh, 0, ends.length);

    for (int i = 0; i < ends.length; i++) {
      if (Float.isNaN(ends[i])) {
        assertThat(sigmoid[i]).isNaN();
        assertThat(tanh[i]).isNaN();
      } else {
        assertThat((double) sigmoid[i]).isCloseTo(1 / (1 + Math.exp(-ends[i])), within(2e-7));
        assertThat((double) tanh[i]).isCloseTo(Math.tanh(ends[i]), within(tanhError));
      }
    }
    assertThat(tanh[3]).isEqualTo(1e-5f); // small arguments keep their relative precision
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 97, 101})
  void productsEqualPlainLoops(int rows) {
    for (int units : new int[] {1, 2, 3, 4, 5, 7, 9}) {
      for (int depth : new int[] {1, 7, 32}) {
        checkProduct(rows, units * arithmetic.columnUnit(), depth);
      }
    }
  }

  private void checkProduct(int rows, int columns, int depth) {
    Panels panels = arithmetic.panels(columns, depth);
    int stride = columns + 3; // rows of C need not be dense
    float[] a = random(2 + rows * (depth + 1));
    float[] b = random(columns * depth);
    float[] c = random(5 + rows * stride);
    double[] expected = new double[c.length];
    for (int i = 0; i < c.length; i++) {
      expected[i] = c[i];
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < depth; k++) {
          expected[5 + i * stride + j] +=
              (double) a[2 + i * (depth + 1) + k] * b[panels.start(j) + k * panels.step(j)];
        }
      }
    }

    Rows to = new Rows(c, stride).at(5);
    arithmetic.multiply(new Rows(a, depth + 1).at(2), rows, b, columns, depth, to);

    for (int i = 0; i < c.length; i++) {
      assertThat((double) c[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  void blockProductsEqualRowProducts() {
    int rows = arithmetic.blockRows();
    int width = 5 * arithmetic.columnUnit();
    int depth = 50;
    float[] a = random(rows * depth);
    int from = 4;
    float[] byColumn = new float[from + a.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < depth; k++) {
        byColumn[from + k * rows + i] = a[i * depth + k];
      }
    }
    float[] b = random(depth * width);
    float[] expected = random(rows * width);
    float[] actual = expected.clone();

    arithmetic.multiply(new Rows(a, depth), rows, b, width, depth, new Rows(expected, width));
    arithmetic.multiplyBlock(byColumn, from, rows, b, width, depth, new Rows(actual, width));

    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void findsTheNumbersThatAreNotFinite(float wrong) {
    int count = 3 * 16 + 5; // no whole number of vectors
    float[] x = random(count + 1);
    x[1] = Float.MAX_VALUE;
    x[2] = -Float.MAX_VALUE;
    x[count] = wrong; // behind the numbers

    assertThat(arithmetic.areFinite(x, count)).isTrue();
    assertThat(arithmetic.areFinite(x, 0)).isTrue();
    for (int i = 0; i < count; i++) {
      float[] y = x.clone();
      y[i] = wrong;
      assertThat(arithmetic.areFinite(y, count)).isFalse();
    }
  }

  private static float[] random(int length) {
    Random random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
