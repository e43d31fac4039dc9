package io.github.rnn4j.kernel.arithmetic;

/** The arrays that one thread's plain loops work on. Numbers are copied here and back. */
final class Stretches {
  /** How many numbers are copied at a time. */
  static final int LENGTH = PlainFunctions.AT_ONCE;

  private static final ThreadLocal<Stretches> OF_THREAD = ThreadLocal.withInitial(Stretches::new);

  final PlainProduct.Left left = new PlainProduct.Left();
  final float[][] sums = new float[PlainProduct.ROWS][LENGTH];
  final float[] a = new float[LENGTH];
  final float[] b = new float[LENGTH];
  final float[] c = new float[LENGTH];
  final float[] d = new float[LENGTH];

  private Stretches() {}

  static Stretches ofThisThread() {
    return OF_THREAD.get();
  }
}
