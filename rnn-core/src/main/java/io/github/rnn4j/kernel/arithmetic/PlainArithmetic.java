package io.github.rnn4j.kernel.arithmetic;

/**
 * {@link FloatArithmetic} in loops that Java's compiler turns into vector instructions by itself:
 * for a Java without the module {@code jdk.incubator.vector}, and for a processor without fused
 * multiply-add, on which Java computes that operation in software.
 *
 * <p>The compiler of Java 17 vectorises a loop over several arrays only if it runs from 0 and every
 * array is indexed by the loop variable alone. So stretches of up to {@value #STRETCH} numbers are
 * copied into arrays of their own, where they stay in the cache, and back.
 *
 * <p>The hyperbolic tangent is a rational function, an odd polynomial of degree 13 over an even one
 * of degree 6, fitted to a least greatest relative error on 0 to {@value #LARGEST} by {@code
 * scripts/fit-tanh.py}. Its error is at most 3.3e-7, absolute and relative.
 */
public final class PlainArithmetic implements FloatArithmetic {
  /** What the log and the system property call it. */
  public static final String NAME = "plain";

  private static final int LANES = 8;

  /** Numbers that are copied at once. */
  private static final int STRETCH = 256;

  /** Rows of a product that are summed at once. */
  private static final int ROWS = 32;

  private static final int BLOCK_ROWS = 16;

  /** From here on the hyperbolic tangent is 1, but for 3e-7. */
  private static final float LARGEST = 7.9f;

  /** Adding and subtracting this makes 0 of what is below {@link FloatArithmetic#FADED}. */
  private static final float FADING = FADED * (1 << 24);

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

  private static final ThreadLocal<Stretches> STRETCHES = ThreadLocal.withInitial(Stretches::new);

  /** The arrays of one thread. */
  private static final class Stretches {
    final Left left = new Left();
    final float[][] sums = new float[ROWS][STRETCH];
    final float[] a = new float[STRETCH];
    final float[] b = new float[STRETCH];
    final float[] c = new float[STRETCH];
    final float[] d = new float[STRETCH];
    final float[] e = new float[STRETCH];
    final float[] f = new float[STRETCH];
    final float[] g = new float[STRETCH];
    final float[] h = new float[STRETCH];
  }

  /** The left factor of a product: entry (i, k) at {@code from + i * row + k * column}. */
  private static final class Left {
    float[] data;
    int from;
    int row;
    int column;

    Left at(float[] array, int index, int rowDistance, int columnDistance) {
      data = array;
      from = index;
      row = rowDistance;
      column = columnDistance;
      return this;
    }
  }

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
    return BLOCK_ROWS;
  }

  @Override
  public int blockSlack() {
    return BLOCK_ROWS;
  }

  @Override
  public void copyBlocks(Rows matrix, int blocks, int depth, float[] to) {
    int place = 0;
    for (int block = 0; block < blocks; block++) {
      int from = matrix.from + block * BLOCK_ROWS;
      for (int k = 0; k < depth; k++) {
        System.arraycopy(matrix.data, from + k * matrix.stride, to, place, BLOCK_ROWS);
        place += BLOCK_ROWS;
      }
    }
  }

  @Override
  public void multiply(Rows a, int rows, float[] panels, int columns, int depth, Rows c) {
    Stretches s = STRETCHES.get();
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      s.left.at(a.data, a.from + first * a.stride, a.stride, 1);
      multiply(s, count, panels, columns, depth, c, c.from + first * c.stride);
    }
  }

  @Override
  public void multiplyBlock(
      float[] block, int from, int step, float[] panels, int columns, int depth, Rows c) {
    Stretches s = STRETCHES.get();
    s.left.at(block, from, 1, step);
    multiply(s, BLOCK_ROWS, panels, columns, depth, c, c.from);
  }

  private static void multiply(
      Stretches s, int rows, float[] b, int columns, int depth, Rows c, int to) {
    Left a = s.left;
    for (int first = 0; first < columns; first += STRETCH) {
      int width = Math.min(STRETCH, columns - first);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c.data, to + i * c.stride + first, s.sums[i], 0, width);
      }
      int k = 0;
      for (; k + 4 <= depth; k += 4) {
        int from = k * columns + first;
        System.arraycopy(b, from, s.a, 0, width);
        System.arraycopy(b, from + columns, s.b, 0, width);
        System.arraycopy(b, from + 2 * columns, s.c, 0, width);
        System.arraycopy(b, from + 3 * columns, s.d, 0, width);
        for (int i = 0; i < rows; i++) {
          int at = a.from + i * a.row + k * a.column;
          float a0 = a.data[at];
          float a1 = a.data[at + a.column];
          float a2 = a.data[at + 2 * a.column];
          float a3 = a.data[at + 3 * a.column];
          addFour(s.a, s.b, s.c, s.d, s.sums[i], width, a0, a1, a2, a3);
        }
      }
      for (; k < depth; k++) {
        System.arraycopy(b, k * columns + first, s.a, 0, width);
        for (int i = 0; i < rows; i++) {
          addOne(s.a, s.sums[i], width, a.data[a.from + i * a.row + k * a.column]);
        }
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(s.sums[i], 0, c.data, to + i * c.stride + first, width);
      }
    }
  }

  /** The one form that Java 17 vectorises. */
  private static void addFour(
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] sum,
      int count,
      float a0,
      float a1,
      float a2,
      float a3) {
    for (int j = 0; j < count; j++) {
      sum[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  private static void addOne(float[] b, float[] sum, int count, float a) {
    for (int j = 0; j < count; j++) {
      sum[j] += a * b[j];
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int count) {
    float[] some = STRETCHES.get().a;
    for (int first = 0; first < count; first += STRETCH) {
      int width = Math.min(STRETCH, count - first);
      System.arraycopy(x, from + first, some, 0, width);
      sigmoid(some, width);
      System.arraycopy(some, 0, x, from + first, width);
    }
  }

  @Override
  public void tanh(float[] x, int from, float[] y, int to, int count) {
    float[] some = STRETCHES.get().a;
    for (int first = 0; first < count; first += STRETCH) {
      int width = Math.min(STRETCH, count - first);
      System.arraycopy(x, from + first, some, 0, width);
      tanh(some, width);
      System.arraycopy(some, 0, y, to + first, width);
    }
  }

  private static void tanh(float[] x, int count) {
    for (int j = 0; j < count; j++) {
      float v = Math.max(-LARGEST, Math.min(LARGEST, x[j]));
      float z = v * v;
      float p = (((((P13 * z + P11) * z + P9) * z + P7) * z + P5) * z + P3) * z + P1;
      float q = ((Q6 * z + Q4) * z + Q2) * z + 1;
      x[j] = v * p / q;
    }
  }

  /** {@code 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2}. */
  private static void sigmoid(float[] x, int count) {
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
    Stretches s = STRETCHES.get();
    for (int first = 0; first < count; first += STRETCH) {
      int width = Math.min(STRETCH, count - first);
      System.arraycopy(x, from + first, s.a, 0, width);
      System.arraycopy(y, to + first, s.b, 0, width);
      addOne(s.a, s.b, width, 1);
      System.arraycopy(s.b, 0, y, to + first, width);
    }
  }

  @Override
  public void lstmForward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += STRETCH) {
        lstmForward(a, token + r, before + r, first, Math.min(STRETCH, a.width - first));
      }
    }
  }

  private static void lstmForward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = STRETCHES.get();
    int gate = token * a.gateStride + first;
    int after = (a.segments + token) * a.width + first;
    readGates(a, gate, count, s);
    System.arraycopy(a.cell, before * a.width + first, s.e, 0, count);
    tanh(s.a, count); // g
    sigmoid(s.b, count); // f
    sigmoid(s.c, count); // o
    sigmoid(s.d, count); // i
    for (int j = 0; j < count; j++) {
      s.e[j] = s.b[j] * s.e[j] + s.d[j] * s.a[j]; // c_t = f c_(t-1) + i g
    }
    writeGates(a, gate, count, s);
    System.arraycopy(s.e, 0, a.cell, after, count);
    tanh(s.e, count);
    System.arraycopy(s.e, 0, a.tanhCell, token * a.width + first, count);
    for (int j = 0; j < count; j++) {
      s.e[j] *= s.c[j]; // h_t = o tanh(c_t)
    }
    System.arraycopy(s.e, 0, a.hidden, after, count);
  }

  private static void readGates(CellArrays a, int gate, int count, Stretches s) {
    System.arraycopy(a.gates, gate, s.a, 0, count);
    System.arraycopy(a.gates, gate + a.width, s.b, 0, count);
    System.arraycopy(a.gates, gate + 2 * a.width, s.c, 0, count);
    System.arraycopy(a.gates, gate + 3 * a.width, s.d, 0, count);
  }

  private static void writeGates(CellArrays a, int gate, int count, Stretches s) {
    System.arraycopy(s.a, 0, a.gates, gate, count);
    System.arraycopy(s.b, 0, a.gates, gate + a.width, count);
    System.arraycopy(s.c, 0, a.gates, gate + 2 * a.width, count);
    System.arraycopy(s.d, 0, a.gates, gate + 3 * a.width, count);
  }

  @Override
  public void lstmBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += STRETCH) {
        int count = Math.min(STRETCH, a.width - first);
        lstmBackward(a, r, token + r, before + r, first, count);
      }
    }
  }

  private static void lstmBackward(
      CellArrays a, int segment, int token, int before, int first, int count) {
    Stretches s = STRETCHES.get();
    int gate = token * a.gateStride + first;
    int cellError = segment * a.width + first;
    readGates(a, gate, count, s); // g f o i
    float[] cell = s.e;
    float[] tanhCell = s.f;
    float[] dh = s.g;
    float[] dc = s.h;
    System.arraycopy(a.cell, before * a.width + first, cell, 0, count);
    System.arraycopy(a.tanhCell, token * a.width + first, tanhCell, 0, count);
    System.arraycopy(a.hiddenError, (a.segments + token) * a.width + first, dh, 0, count);
    System.arraycopy(a.cellError, cellError, dc, 0, count);
    cellGradient(dh, s.c, tanhCell, dc, count);
    outputGradient(dh, tanhCell, s.c, count);
    forgetGradient(dc, cell, s.b, count); // leaves dc f in cell
    System.arraycopy(cell, 0, a.cellError, cellError, count);
    candidateAndInputGradients(dc, s.a, s.d, count);
    writeGates(a, gate, count, s);
  }

  /** {@code dc += dh o (1 - tanh(c)^2)}. */
  private static void cellGradient(float[] dh, float[] o, float[] tanhCell, float[] dc, int count) {
    for (int j = 0; j < count; j++) {
      dc[j] += dh[j] * o[j] * (1 - tanhCell[j] * tanhCell[j]);
    }
  }

  private static void outputGradient(float[] dh, float[] tanhCell, float[] o, int count) {
    for (int j = 0; j < count; j++) {
      o[j] = dh[j] * tanhCell[j] * (o[j] - o[j] * o[j]) + FADING - FADING;
    }
  }

  /** Takes the cell state before the step, and leaves its gradient. */
  private static void forgetGradient(float[] dc, float[] cell, float[] f, int count) {
    for (int j = 0; j < count; j++) {
      float forget = f[j];
      f[j] = dc[j] * cell[j] * (forget - forget * forget) + FADING - FADING;
      cell[j] = dc[j] * forget + FADING - FADING;
    }
  }

  private static void candidateAndInputGradients(float[] dc, float[] g, float[] i, int count) {
    for (int j = 0; j < count; j++) {
      float candidate = g[j];
      g[j] = dc[j] * i[j] * (1 - candidate * candidate) + FADING - FADING;
      i[j] = dc[j] * candidate * (i[j] - i[j] * i[j]) + FADING - FADING;
    }
  }

  @Override
  public void gruForward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += STRETCH) {
        gruForward(a, token + r, before + r, first, Math.min(STRETCH, a.width - first));
      }
    }
  }

  private static void gruForward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = STRETCHES.get();
    int gate = token * a.gateStride + first;
    readGates(a, gate, count, s); // n r z u
    System.arraycopy(a.hidden, before * a.width + first, s.e, 0, count);
    sigmoid(s.b, count);
    sigmoid(s.c, count);
    for (int j = 0; j < count; j++) {
      s.a[j] += s.b[j] * s.d[j]; // n + r u
    }
    tanh(s.a, count);
    for (int j = 0; j < count; j++) {
      s.e[j] = s.a[j] + s.c[j] * (s.e[j] - s.a[j]); // h_t = n + z (h_(t-1) - n)
    }
    writeGates(a, gate, count, s);
    System.arraycopy(s.e, 0, a.hidden, (a.segments + token) * a.width + first, count);
  }

  @Override
  public void gruBackward(CellArrays a, int live, int token, int before) {
    for (int r = 0; r < live; r++) {
      for (int first = 0; first < a.width; first += STRETCH) {
        gruBackward(a, token + r, before + r, first, Math.min(STRETCH, a.width - first));
      }
    }
  }

  private static void gruBackward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = STRETCHES.get();
    int gate = token * a.gateStride + first;
    int row = before * a.width + first;
    readGates(a, gate, count, s); // n r z u
    float[] dh = s.e;
    float[] hidden = s.f;
    float[] errorBefore = s.g;
    System.arraycopy(a.hiddenError, (a.segments + token) * a.width + first, dh, 0, count);
    System.arraycopy(a.hidden, row, hidden, 0, count);
    System.arraycopy(a.hiddenError, row, errorBefore, 0, count);
    for (int j = 0; j < count; j++) {
      errorBefore[j] += dh[j] * s.c[j] + FADING - FADING;
    }
    updateGradients(dh, hidden, s.a, s.c, count);
    resetGradients(s.a, s.b, s.d, count);
    writeGates(a, gate, count, s);
    System.arraycopy(errorBefore, 0, a.hiddenError, row, count);
  }

  /** Of the new state n and the update gate z. */
  private static void updateGradients(float[] dh, float[] hidden, float[] n, float[] z, int count) {
    for (int j = 0; j < count; j++) {
      float fresh = n[j];
      float update = z[j];
      n[j] = (dh[j] - dh[j] * update) * (1 - fresh * fresh) + FADING - FADING;
      z[j] = dh[j] * (hidden[j] - fresh) * (update - update * update) + FADING - FADING;
    }
  }

  /** Of the reset gate r and the recurrent part u of the new state, from the gradient of n. */
  private static void resetGradients(float[] dn, float[] r, float[] u, int count) {
    for (int j = 0; j < count; j++) {
      float reset = r[j];
      r[j] = dn[j] * u[j] * (reset - reset * reset) + FADING - FADING;
      u[j] = dn[j] * reset + FADING - FADING;
    }
  }
}
