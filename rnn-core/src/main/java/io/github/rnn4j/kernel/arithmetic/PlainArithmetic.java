package io.github.rnn4j.kernel.arithmetic;

/**
 * {@link FloatArithmetic} in loops that Java's compiler turns into vector instructions. It serves a
 * Java without the module {@code jdk.incubator.vector}, and a processor without fused multiply-add,
 * where Java computes that operation in software.
 *
 * <p>The compiler of Java 17 vectorizes a loop over several arrays only if it starts at 0 and
 * indexes every array by just the loop variable. Up to {@value Stretches#LENGTH} numbers at a time
 * are therefore copied into separate arrays, which stay in the cache, and back.
 */
public final class PlainArithmetic implements FloatArithmetic {
  /** Name in the log and in the system property. */
  public static final String NAME = "plain";

  private static final int LANES = 8;

  /** Creates an arithmetic that runs in any Java on any processor. */
  public PlainArithmetic() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isVector() {
    return false;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int columnUnit() {
    return LANES;
  }

  /** Returns a single panel: the matrix is stored row by row. */
  @Override
  public Panels panels(int columns, int depth) {
    return new Panels(depth, columns, columns, 0);
  }

  @Override
  public int blockRows() {
    return PlainProduct.BLOCK_ROWS;
  }

  @Override
  public int blockSlack() {
    return PlainProduct.BLOCK_ROWS;
  }

  @Override
  public void copyBlocks(Rows matrix, int blocks, int depth, float[] to) {
    int place = 0;
    for (int block = 0; block < blocks; block++) {
      int from = matrix.from + block * PlainProduct.BLOCK_ROWS;
      for (int k = 0; k < depth; k++) {
        System.arraycopy(matrix.data, from + k * matrix.stride, to, place, PlainProduct.BLOCK_ROWS);
        place += PlainProduct.BLOCK_ROWS;
      }
    }
  }

  @Override
  public void multiply(Rows a, int rows, float[] panels, int columns, int depth, Rows c) {
    PlainProduct.multiply(a, rows, panels, columns, depth, c);
  }

  @Override
  public void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c) {
    PlainProduct.multiplyBlock(block, from, step, panels, columns, depth, c);
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    float[] some = Stretches.ofThisThread().a;
    for (int first = 0; first < count; first += Stretches.LENGTH) {
      int width = Math.min(Stretches.LENGTH, count - first);
      System.arraycopy(x, from + first, some, 0, width);
      PlainFunctions.sigmoid(some, width);
      System.arraycopy(some, 0, x, from + first, width);
    }
  }

  @Override
  public void tanh(float[] x, int from, float[] y, int to, int count) {
    float[] some = Stretches.ofThisThread().a;
    for (int first = 0; first < count; first += Stretches.LENGTH) {
      int width = Math.min(Stretches.LENGTH, count - first);
      System.arraycopy(x, from + first, some, 0, width);
      PlainFunctions.tanh(some, width);
      System.arraycopy(some, 0, y, to + first, width);
    }
  }

  @Override
  public void add(float[] x, int from, float[] y, int to, int count) {
    Stretches s = Stretches.ofThisThread();
    for (int first = 0; first < count; first += Stretches.LENGTH) {
      int width = Math.min(Stretches.LENGTH, count - first);
      System.arraycopy(x, from + first, s.a, 0, width);
      System.arraycopy(y, to + first, s.b, 0, width);
      PlainProduct.addOne(s.a, s.b, width, 1);
      System.arraycopy(s.b, 0, y, to + first, width);
    }
  }

  @Override
  public boolean areFinite(float[] x, int count) {
    boolean finite = true;
    for (int i = 0; i < count; i++) {
      finite &= Math.abs(x[i]) <= Float.MAX_VALUE;
    }
    return finite;
  }

  /** Four sums at a time, because each addition to the same sum would wait for the previous one. */
  @Override
  public double squares(float[] x) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < x.length; i += 4) {
      a += (double) x[i] * x[i];
      b += (double) x[i + 1] * x[i + 1];
      c += (double) x[i + 2] * x[i + 2];
      d += (double) x[i + 3] * x[i + 3];
    }
    return (a + b) + (c + d);
  }
}
