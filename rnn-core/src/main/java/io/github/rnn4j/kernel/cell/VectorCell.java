package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.simd.VectorFunctions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A cell in vector instructions. In this package, only this class and its subclasses need the
 * module {@code jdk.incubator.vector}.
 */
abstract class VectorCell implements RecurrentCell {
  static final int LANES = VectorFunctions.S.length();

  @Override
  public final void forward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      a.at.move(a, r, token, before, 0);
      forward(a, a.at);
    }
  }

  abstract void forward(CellArrays a, TokenPlaces at);

  @Override
  public final void backward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      a.at.move(a, r, token, before, 0);
      backward(a, a.at);
    }
  }

  abstract void backward(CellArrays a, TokenPlaces at);

  static FloatVector read(float[] array, int index) {
    return FloatVector.fromArray(VectorFunctions.S, array, index);
  }

  static FloatVector withoutFaded(FloatVector error) {
    return error.blend(0f, error.abs().compare(VectorOperators.LT, FloatArithmetic.FADED));
  }
}
