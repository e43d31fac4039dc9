package io.github.rnn4j.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of squares of floats, in vectors of doubles.
 *
 * <p>All vectors have the preferred size. Had some of them half of it, Java 17 would have seen two
 * classes of float vectors, and would then compile other loops, such as those of {@link
 * TileProduct}, so that they allocate a vector in every step.
 */
final class VectorSquares {
  private static final VectorSpecies<Float> S = TileProduct.S;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  /** The bits of a float without its sign, in the lower half of a long. */
  private static final long MAGNITUDE = 0x7fff_ffffL;

  /** A double has 29 more bits for the fraction. */
  private static final int FRACTION = 52 - 23;

  /** 2^896: the exponents of a double are counted from 1023, those of a float from 127. */
  private static final double EXPONENT = 0x1p896;

  /** A float that is not finite, widened in this way, is at least 2^128. */
  private static final double NOT_FINITE = 0x1p256;

  private VectorSquares() {}

  /** Returns the sum over an array whose length is a multiple of two vectors. */
  static double sum(float[] x) {
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int i = 0; i < x.length; i += 2 * LANES) {
      LongVector two = FloatVector.fromArray(S, x, i).reinterpretAsLongs(); // two floats in each
      DoubleVector value = widened(two);
      a = value.fma(value, a);
      value = widened(two.lanewise(VectorOperators.LSHR, Integer.SIZE));
      b = value.fma(value, b);
      two = FloatVector.fromArray(S, x, i + LANES).reinterpretAsLongs();
      value = widened(two);
      c = value.fma(value, c);
      value = widened(two.lanewise(VectorOperators.LSHR, Integer.SIZE));
      d = value.fma(value, d);
    }
    double sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    return sum < NOT_FINITE ? sum : oneByOne(x);
  }

  /**
   * Returns the magnitudes of the floats in the lower halves, which is exact if they are finite.
   */
  private static DoubleVector widened(LongVector floats) {
    return floats
        .and(MAGNITUDE)
        .lanewise(VectorOperators.LSHL, FRACTION)
        .reinterpretAsDoubles()
        .mul(EXPONENT);
  }

  private static double oneByOne(float[] x) {
    double sum = 0;
    for (float value : x) {
      sum += (double) value * value;
    }
    return sum;
  }
}
