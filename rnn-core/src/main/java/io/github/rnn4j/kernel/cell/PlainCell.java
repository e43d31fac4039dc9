package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.PlainFunctions;

/**
 * A cell in loops that Java's compiler vectorizes, with at most {@value #LENGTH} units of a token
 * at a time. The compiler vectorizes a loop only if it starts at 0, indexes every array by just the
 * loop variable and writes to one array. The numbers are therefore copied into separate arrays and
 * back.
 */
abstract class PlainCell implements RecurrentCell {
  private static final int LENGTH = PlainFunctions.AT_ONCE;

  private static final ThreadLocal<Copies> OF_THREAD = ThreadLocal.withInitial(Copies::new);

  /** The arrays that the loops of one thread work on. */
  static final class Copies {
    final float[][] gates = new float[4][LENGTH];
    final float[][] gateErrors = new float[4][LENGTH];
    final float[][] states = new float[5][LENGTH];

    private Copies() {}
  }

  @Override
  public final void forward(CellArrays a, int live, int token, int before) {
    Copies copies = OF_THREAD.get();
    for (int r = 0; r < live; r++) {
      for (int unit = 0; unit < a.width; unit += LENGTH) {
        a.at.move(a, r, token, before, unit);
        forward(a, a.at, Math.min(LENGTH, a.width - unit), copies);
      }
    }
  }

  /** Computes {@code count} units of a token; {@code at} is the position of the first. */
  abstract void forward(CellArrays a, TokenPlaces at, int count, Copies copies);

  @Override
  public final void backward(CellArrays a, int live, int token, int before) {
    Copies copies = OF_THREAD.get();
    for (int r = 0; r < live; r++) {
      for (int unit = 0; unit < a.width; unit += LENGTH) {
        a.at.move(a, r, token, before, unit);
        backward(a, a.at, Math.min(LENGTH, a.width - unit), copies);
      }
    }
  }

  /** Differentiates {@code count} units of a token; {@code at} is the position of the first. */
  abstract void backward(CellArrays a, TokenPlaces at, int count, Copies copies);

  static void read(float[] from, int index, float[] to, int count) {
    System.arraycopy(from, index, to, 0, count);
  }

  static void write(float[] from, float[] to, int index, int count) {
    System.arraycopy(from, 0, to, index, count);
  }

  /** Copies the blocks of the token's gates to arrays. */
  static void readGates(CellArrays a, TokenPlaces at, int count, float[][] to) {
    for (int b = 0; b * a.width < a.gateStride; b++) {
      read(a.gates, at.gates + b * a.width, to[b], count);
    }
  }

  /** Writes blocks to the token's gates. */
  static void writeGates(float[][] from, CellArrays a, TokenPlaces at, int count) {
    for (int b = 0; b * a.width < a.gateStride; b++) {
      write(from[b], a.gates, at.gates + b * a.width, count);
    }
  }
}
