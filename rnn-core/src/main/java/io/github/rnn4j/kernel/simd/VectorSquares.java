package io.github.rnn4j.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Sums of squares of floats, in vectors of doubles. */
final class VectorSquares {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = D.length();

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> F =
      VectorSpecies.of(float.class, VectorShape.forBitSize(D.vectorBitSize() / 2));

  private VectorSquares() {}

  /** Returns the sum over an array whose length is a multiple of four vectors. */
  static double sum(float[] x) {
    DoubleVector a = DoubleVector.zero(D);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int i = 0; i < x.length; i += 4 * LANES) {
      DoubleVector value = widened(x, i);
      a = value.fma(value, a);
      value = widened(x, i + LANES);
      b = value.fma(value, b);
      value = widened(x, i + 2 * LANES);
      c = value.fma(value, c);
      value = widened(x, i + 3 * LANES);
      d = value.fma(value, d);
    }
    return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
  }

  private static DoubleVector widened(float[] x, int from) {
    return (DoubleVector) FloatVector.fromArray(F, x, from).castShape(D, 0);
  }
}
