package io.github.rnn4j.kernel.arithmetic;

/**
 * {@link FloatArithmetic} in loops that Java's compiler turns into vector instructions by itself:
 * for a Java without the module {@code jdk.incubator.vector}, and for a processor without fused
 * multiply-add, on which Java computes that operation in software.
 *
 * <p>The compiler of Java 17 vectorises a loop over several arrays only if it runs from 0 and every
 * array is indexed by the loop variable alone. So stretches of up to {@value Stretches#LENGTH}
 * numbers are copied into arrays of their own, where they stay in the cache, and back.
 *
 * <p>The hyperbolic tangent is a rational function, an odd polynomial of degree 13 over an even one
 * of degree 6, fitted to a least greatest relative error on 0 to {@value #LARGEST} by {@code
 * scripts/fit-tanh.py}. Its error is at most 3.3e-7, absolute and relative.
 */
public final class PlainArithmetic implements FloatArithmetic {
  /** What the log and the system property call it. */
  public static final String NAME = "plain";

  private static final int LANES = 8;

  /** From here on the hyperbolic tangent is 1, but for 3e-7. */
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

  /** For any Java on any processor. */
  public PlainArithmetic() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public int columnUnit() {
    return LANES;
  }

  /** One panel: the matrix lies row by row. */
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
      sigmoid(some, width);
      System.arraycopy(some, 0, x, from + first, width);
    }
  }

  @Override
  public void tanh(float[] x, int from, float[] y, int to, int count) {
    float[] some = Stretches.ofThisThread().a;
    for (int first = 0; first < count; first += Stretches.LENGTH) {
      int width = Math.min(Stretches.LENGTH, count - first);
      System.arraycopy(x, from + first, some, 0, width);
      tanh(some, width);
      System.arraycopy(some, 0, y, to + first, width);
    }
  }

  static void tanh(float[] x, int count) {
    for (int j = 0; j < count; j++) {
      float v = Math.max(-LARGEST, Math.min(LARGEST, x[j]));
      float z = v * v;
      float p = (((((P13 * z + P11) * z + P9) * z + P7) * z + P5) * z + P3) * z + P1;
      float q = ((Q6 * z + Q4) * z + Q2) * z + 1;
      x[j] = v * p / q;
    }
  }

  /** {@code 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2}. */
  static void sigmoid(float[] x, int count) {
    for (int j = 0; j < count; j++) {
      float v = Math.max(-LARGEST, Math.min(LARGEST, 0.5f * x[j]));
      float z = v * v;
      float p = (((((P13 * z + P11) * z + P9) * z + P7) * z + P5) * z + P3) * z + P1;
      float q = ((Q6 * z + Q4) * z + Q2) * z + 1;
      x[j] = 0.5f + 0.5f * (v * p / q);
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
  public void lstmForward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += Stretches.LENGTH) {
        PlainGates.lstmForward(
            a, token + r, before + r, first, Math.min(Stretches.LENGTH, a.width - first));
      }
    }
  }

  @Override
  public void lstmBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += Stretches.LENGTH) {
        int count = Math.min(Stretches.LENGTH, a.width - first);
        PlainGates.lstmBackward(a, r, token + r, before + r, first, count);
      }
    }
  }

  @Override
  public void gruForward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += Stretches.LENGTH) {
        PlainGates.gruForward(
            a, token + r, before + r, first, Math.min(Stretches.LENGTH, a.width - first));
      }
    }
  }

  @Override
  public void gruBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += Stretches.LENGTH) {
        PlainGates.gruBackward(
            a, token + r, before + r, first, Math.min(Stretches.LENGTH, a.width - first));
      }
    }
  }
}
