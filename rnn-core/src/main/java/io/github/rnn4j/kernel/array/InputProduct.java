package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;

/**
 * The product {@code x W} for all tokens of some segments, computed before the time loop, and its
 * backward pass. If many inputs are equal, such as embedded tokens, each distinct input is
 * multiplied once.
 */
final class InputProduct {
  private static final float[] NONE = {};

  /**
   * Number of rows whose products are computed at a time, few enough to stay in the cache; as many
   * as the vector arithmetic itself takes at a time.
   */
  private static final int ROWS_AT_ONCE = 96;

  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final DistinctRows distinct = new DistinctRows();
  private int tokens;
  private boolean repeated; // whether many inputs are equal
  private float[] x = NONE; // [N, C]
  private float[] distinctGates = NONE; // [distinct rows, gates]
  private float[] inputError = NONE; // [N or distinct rows, C padded]
  private Errors errors = Errors.UNREAD;

  /** The gradients with respect to the inputs that a backward pass computes. */
  private enum Errors {
    UNREAD,
    OF_EACH_TOKEN,
    /** The sum over the tokens with equal inputs. */
    OF_EACH_DISTINCT_ROW
  }

  InputProduct(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return (long) x.length + distinctGates.length + inputError.length + distinct.reserved();
  }

  /** Makes room for {@code count} tokens. */
  void reset(int count) {
    tokens = count;
    repeated = false;
    x = Capacity.grown(x, (long) count * layout.inputs());
  }

  /** {@code [N, C]}: the inputs, to be filled in before the product. */
  float[] x() {
    return x;
  }

  /** Returns whether equal inputs are multiplied once. */
  boolean isRepeated() {
    return repeated;
  }

  /** Number of rows in the product with the gradients: all tokens, or the distinct inputs. */
  int rows() {
    return repeated ? distinct.count() : tokens;
  }

  /** {@code [rows, C]}. */
  float[] inputs() {
    return repeated ? distinct.rows() : x;
  }

  /**
   * After the backward pass: {@code [rows, gates]}, for each row the gradients with respect to the
   * weighted sums, summed over its tokens; only the columns of the input product are valid.
   */
  float[] gradients(float[] gates) {
    return repeated ? distinctGates : gates;
  }

  /** Sets the gates to the sum of bias and product. */
  void forward(PackedWeights weights, float[] gates) {
    int stride = layout.gateStride();
    repeated = distinct.find(x, tokens, layout.inputs());
    if (repeated) {
      distinctGates =
          Capacity.grown(distinctGates, (long) distinct.count() * stride + arithmetic.blockSlack());
    }
    float[] products = gradients(gates);
    Rows from = new Rows(inputs(), layout.inputs());
    Rows to = new Rows(products, stride);
    for (int first = 0; first < rows(); first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, rows() - first);
      for (int row = first; row < first + count; row++) {
        System.arraycopy(weights.bias, 0, products, row * stride, stride);
      }
      weights.input.multiply(from.at(first * layout.inputs()), count, to.at(first * stride));
    }
    for (int token = 0; repeated && token < tokens; token++) {
      System.arraycopy(products, distinct.number(token) * stride, gates, token * stride, stride);
    }
  }

  /** Chooses the gradients with respect to the inputs, and makes room for them. */
  void beginBackward(InputGradient wanted, SegmentRows rows) {
    if (!wanted.isRead()) {
      errors = Errors.UNREAD;
      return;
    }
    boolean sums = repeated && wanted.tokens() != null && areTokens(wanted.tokens(), rows);
    errors = sums ? Errors.OF_EACH_DISTINCT_ROW : Errors.OF_EACH_TOKEN;
    int count = sums ? distinct.count() : tokens;
    inputError = Capacity.grown(inputError, (long) count * layout.inputWidth());
  }

  /**
   * Returns whether equal inputs are equal tokens, whose gradients may be summed. Two tokens may
   * have the same vector. A layer in between, such as one with dropout, may have multiplied two
   * equal vectors by different factors; then they are still equal only where they are zero.
   */
  private boolean areTokens(int[] ofSteps, SegmentRows rows) {
    if (hasZero(distinct.rows(), distinct.count() * layout.inputs())) {
      return false;
    }
    int[] known = new int[distinct.count()];
    Arrays.fill(known, UNKNOWN);
    boolean[] agree = {true};
    rows.forEach(
        (token, step) -> {
          int number = distinct.number(token);
          agree[0] &= known[number] == UNKNOWN || known[number] == ofSteps[step];
          known[number] = ofSteps[step];
        });
    return agree[0];
  }

  private static boolean hasZero(float[] values, int count) {
    boolean zero = false;
    for (int i = 0; i < count; i++) {
      zero |= values[i] == 0;
    }
    return zero;
  }

  /**
   * Computes the gradients with respect to the inputs of some tokens while their gates are still in
   * the cache.
   */
  void backward(PackedWeights weights, float[] gates, int first, int end) {
    if (errors == Errors.OF_EACH_TOKEN) {
      computeErrors(weights, gates, first, end);
    }
  }

  private void computeErrors(PackedWeights weights, float[] gates, int first, int end) {
    int width = layout.inputWidth();
    Arrays.fill(inputError, first * width, end * width, 0);
    weights.inputTransposed.multiply(
        new Rows(gates, layout.gateStride()).at(first * layout.gateStride()),
        end - first,
        new Rows(inputError, width).at(first * width));
  }

  /** Adds up the gradients of tokens with equal inputs. */
  void sumGradients(PackedWeights weights, float[] gates) {
    int stride = layout.gateStride();
    if (repeated) {
      Arrays.fill(distinctGates, 0, distinct.count() * stride, 0);
      for (int token = 0; token < tokens; token++) {
        int to = distinct.number(token) * stride;
        arithmetic.add(gates, token * stride, distinctGates, to, layout.inputColumns());
      }
    }
    if (errors == Errors.OF_EACH_DISTINCT_ROW) {
      computeErrors(weights, distinctGates, 0, distinct.count());
    }
  }

  /** Adds the gradients with respect to the inputs to {@code [B, T, C]}. */
  void addError(SegmentRows rows, float[] sum) {
    int[] next = {0}; // the distinct rows are numbered in the order of their first tokens
    rows.forEach(
        (token, step) -> {
          if (errors == Errors.OF_EACH_TOKEN) {
            addError(token, step, sum);
          } else if (distinct.number(token) == next[0]) {
            addError(next[0], step, sum);
            next[0]++;
          }
        });
  }

  private void addError(int row, int step, float[] sum) {
    int features = layout.inputs();
    int from = row * layout.inputWidth();
    int to = step * features;
    for (int c = 0; c < features; c++) {
      sum[to + c] += inputError[from + c];
    }
  }
}
