package io.github.rnn4j.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Activation functions of a vector, and their derivatives.
 *
 * <p>The exponential and the hyperbolic tangent are those of S. Moshier's Cephes library ({@code
 * expf}, {@code tanhf}; <a href="https://www.netlib.org/cephes/">netlib.org/cephes</a>): the
 * argument is reduced by powers of two, with {@code ln 2} in two parts, and a polynomial computes
 * the rest.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // digits as published
public final class VectorFunctions {
  /** The vector size that the processor prefers. */
  public static final VectorSpecies<Float> S = TileProduct.S;

  /** Adding and then subtracting this rounds to the nearest whole number: {@code 1.5 * 2^23}. */
  private static final float ROUND = 12_582_912f;

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * Limit of arguments: a little above it {@code exp} overflows, and below its negative it is
   * nearly 0.
   */
  private static final float LARGEST_EXPONENT = 88f;

  /** Below this, tanh is computed by a polynomial; above, from the exponential. */
  private static final float TANH_SMALL = 0.625f;

  private VectorFunctions() {}

  /**
   * Replaces numbers with the values of the logistic function.
   *
   * @param x the array
   * @param from the first number
   * @param count number of entries, a multiple of the vector length
   */
  public static void sigmoid(float[] x, int from, int count) {
    for (int i = from; i < from + count; i += S.length()) {
      sigmoid(FloatVector.fromArray(S, x, i)).intoArray(x, i);
    }
  }

  /**
   * Computes the hyperbolic tangent.
   *
   * @param x the arguments
   * @param from the first argument
   * @param y the results; may be the same array
   * @param to where the first result goes
   * @param count number of entries, a multiple of the vector length
   */
  public static void tanh(float[] x, int from, float[] y, int to, int count) {
    for (int i = 0; i < count; i += S.length()) {
      tanh(FloatVector.fromArray(S, x, from + i)).intoArray(y, to + i);
    }
  }

  /**
   * Computes the logistic function.
   *
   * @param x the arguments
   * @return {@code 1 / (1 + exp(-x))}, absolute error below 2e-7
   */
  public static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(S, 1f).div(exp(x.neg()).add(1f));
  }

  /**
   * Computes the derivative of the logistic function.
   *
   * @param s values of the function
   * @return {@code s (1 - s)}
   */
  public static FloatVector sigmoidSlope(FloatVector s) {
    return s.sub(s.mul(s));
  }

  /**
   * Computes the hyperbolic tangent.
   *
   * @param x the arguments
   * @return the values, absolute error below 4e-7
   */
  public static FloatVector tanh(FloatVector x) {
    FloatVector e = exp(x.add(x));
    FloatVector large =
        FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(e.add(1f)));
    VectorMask<Float> isSmall = x.abs().compare(VectorOperators.LT, TANH_SMALL);
    return large.blend(smallTanh(x), isSmall);
  }

  /**
   * Computes the derivative of the hyperbolic tangent.
   *
   * @param t values of the function
   * @return {@code 1 - t^2}
   */
  public static FloatVector tanhSlope(FloatVector t) {
    return FloatVector.broadcast(S, 1f).sub(t.mul(t));
  }

  private static FloatVector smallTanh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
    p = p.fma(z, FloatVector.broadcast(S, 2.06390887954e-2f));
    p = p.fma(z, FloatVector.broadcast(S, -5.37397155531e-2f));
    p = p.fma(z, FloatVector.broadcast(S, 1.33314422036e-1f));
    p = p.fma(z, FloatVector.broadcast(S, -3.33332819422e-1f));
    return p.mul(z).fma(x, x);
  }

  /** Computes the exponential; NaN stays NaN. */
  private static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.min(LARGEST_EXPONENT).max(1 - LARGEST_EXPONENT);
    FloatVector shifted = x.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
    FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
    p = p.fma(r, FloatVector.broadcast(S, 1.3981999507e-3f));
    p = p.fma(r, FloatVector.broadcast(S, 8.3334519073e-3f));
    p = p.fma(r, FloatVector.broadcast(S, 4.1665795894e-2f));
    p = p.fma(r, FloatVector.broadcast(S, 1.6666665459e-1f));
    p = p.fma(r, FloatVector.broadcast(S, 0.5f));
    FloatVector fraction = p.mul(r).fma(r, r.add(1f));
    // the low bits of the shifted number are n: move them into the exponent
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
    return fraction.mul(power.reinterpretAsFloats());
  }
}
