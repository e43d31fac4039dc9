package io.github.rnn4j.kernel.arithmetic;

/**
 * Activation functions in loops that Java's compiler vectorizes. It does this only for a loop that
 * starts at 0 and indexes every array by just the loop variable.
 *
 * <p>The hyperbolic tangent is approximated by a rational function: an odd polynomial of degree 13
 * over an even one of degree 6. {@code scripts/fit-tanh.py} fitted it for the smallest maximum
 * relative error from 0 to {@value #LARGEST}. Both the absolute and the relative error are at most
 * 3.3e-7.
 */
public final class PlainFunctions {
  /**
   * Adding and then subtracting this turns values below {@link FloatArithmetic#FADED} into 0
   * without rounding any value that matters.
   */
  public static final float FADING = FloatArithmetic.FADED * (1 << 24);

  /** How many numbers a plain loop copies to its own arrays and computes at a time. */
  public static final int AT_ONCE = 256;

  /** From here on, the hyperbolic tangent is within 3e-7 of 1. */
  private static final float LARGEST = 7.9f;

  private static final float P1 = 1f;
  private static final float P3 = 1.3128123e-1f;
  private static final float P5 = 3.1536373e-3f;
  private static final float P7 = 1.168941e-5f;
  private static final float P9 = -2.2525004e-8f;
  private static final float P11 = 6.4825846e-11f;
  private static final float P13 = -1.1923757e-13f;
  private static final float Q2 = 4.6461454e-1f;
  private static final float Q4 = 2.4691844e-2f;
  private static final float Q6 = 2.6193162e-4f;

  private PlainFunctions() {}

  /**
   * Replaces numbers with their hyperbolic tangent.
   *
   * @param x the numbers, from index 0
   * @param count number of entries
   */
  public static void tanh(float[] x, int count) {
    for (int j = 0; j < count; j++) {
      float v = Math.max(-LARGEST, Math.min(LARGEST, x[j]));
      float z = v * v;
      float p = (((((P13 * z + P11) * z + P9) * z + P7) * z + P5) * z + P3) * z + P1;
      float q = ((Q6 * z + Q4) * z + Q2) * z + 1;
      x[j] = v * p / q;
    }
  }

  /**
   * Replaces numbers with {@code 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2}.
   *
   * @param x the numbers, from index 0
   * @param count number of entries
   */
  public static void sigmoid(float[] x, int count) {
    for (int j = 0; j < count; j++) {
      float v = Math.max(-LARGEST, Math.min(LARGEST, 0.5f * x[j]));
      float z = v * v;
      float p = (((((P13 * z + P11) * z + P9) * z + P7) * z + P5) * z + P3) * z + P1;
      float q = ((Q6 * z + Q4) * z + Q2) * z + 1;
      x[j] = 0.5f + 0.5f * (v * p / q);
    }
  }
}
