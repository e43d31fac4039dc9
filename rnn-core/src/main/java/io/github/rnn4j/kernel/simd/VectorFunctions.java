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
 * the rest. NaN stays NaN.
 *
 * <p>Both loops contain the exponential. As a method of its own, Java may have compiled it before
 * it compiles the loop, and then calls it, with vectors that are allocated for each call.
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

  private static final float EXP_3 = 1.6666665459e-1f;
  private static final float EXP_4 = 4.1665795894e-2f;
  private static final float EXP_5 = 8.3334519073e-3f;
  private static final float EXP_6 = 1.3981999507e-3f;
  private static final float EXP_7 = 1.9875691500e-4f;

  private static final float TANH_3 = -3.33332819422e-1f;
  private static final float TANH_5 = 1.33314422036e-1f;
  private static final float TANH_7 = -5.37397155531e-2f;
  private static final float TANH_9 = 2.06390887954e-2f;
  private static final float TANH_11 = -5.70498872745e-3f;

  private VectorFunctions() {}

  /**
   * Replaces numbers with the values of the logistic function, {@code 1 / (1 + exp(-x))}, with an
   * absolute error below 2e-7.
   *
   * @param x the array
   * @param from the first number
   * @param count number of entries, a multiple of the vector length
   */
  public static void sigmoid(float[] x, int from, int count) {
    for (int i = from; i < from + count; i += S.length()) {
      FloatVector z =
          FloatVector.fromArray(S, x, i).neg().min(LARGEST_EXPONENT).max(1 - LARGEST_EXPONENT);
      FloatVector shifted =
          z.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), z);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP_7);
      p = p.fma(r, FloatVector.broadcast(S, EXP_6));
      p = p.fma(r, FloatVector.broadcast(S, EXP_5));
      p = p.fma(r, FloatVector.broadcast(S, EXP_4));
      p = p.fma(r, FloatVector.broadcast(S, EXP_3));
      p = p.fma(r, FloatVector.broadcast(S, 0.5f));
      p = p.mul(r).fma(r, r.add(1f));
      // the low bits of the shifted number are n: move them into the exponent
      IntVector power =
          shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
      FloatVector e = p.mul(power.reinterpretAsFloats());
      FloatVector.broadcast(S, 1f).div(e.add(1f)).intoArray(x, i);
    }
  }

  /**
   * Computes the hyperbolic tangent, with an absolute error below 4e-7.
   *
   * @param from where the arguments are
   * @param first the first argument
   * @param to where the results go; may be the same array
   * @param firstResult the place of the first result
   * @param count number of entries, a multiple of the vector length
   */
  public static void tanh(float[] from, int first, float[] to, int firstResult, int count) {
    for (int i = 0; i < count; i += S.length()) {
      FloatVector x = FloatVector.fromArray(S, from, first + i);
      FloatVector z = x.add(x).min(LARGEST_EXPONENT).max(1 - LARGEST_EXPONENT);
      FloatVector shifted =
          z.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), z);
      r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, EXP_7);
      p = p.fma(r, FloatVector.broadcast(S, EXP_6));
      p = p.fma(r, FloatVector.broadcast(S, EXP_5));
      p = p.fma(r, FloatVector.broadcast(S, EXP_4));
      p = p.fma(r, FloatVector.broadcast(S, EXP_3));
      p = p.fma(r, FloatVector.broadcast(S, 0.5f));
      p = p.mul(r).fma(r, r.add(1f));
      // the low bits of the shifted number are n: move them into the exponent
      IntVector power =
          shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
      FloatVector e = p.mul(power.reinterpretAsFloats());
      FloatVector large =
          FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(e.add(1f)));
      FloatVector square = x.mul(x);
      FloatVector small = FloatVector.broadcast(S, TANH_11);
      small = small.fma(square, FloatVector.broadcast(S, TANH_9));
      small = small.fma(square, FloatVector.broadcast(S, TANH_7));
      small = small.fma(square, FloatVector.broadcast(S, TANH_5));
      small = small.fma(square, FloatVector.broadcast(S, TANH_3));
      small = small.mul(square).fma(x, x);
      VectorMask<Float> isSmall = x.abs().compare(VectorOperators.LT, TANH_SMALL);
      large.blend(small, isSmall).intoArray(to, firstResult + i);
    }
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
   * Computes the derivative of the hyperbolic tangent.
   *
   * @param t values of the function
   * @return {@code 1 - t^2}
   */
  public static FloatVector tanhSlope(FloatVector t) {
    return FloatVector.broadcast(S, 1f).sub(t.mul(t));
  }
}
