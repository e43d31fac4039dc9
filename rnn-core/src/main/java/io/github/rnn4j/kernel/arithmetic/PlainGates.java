package io.github.rnn4j.kernel.arithmetic;

/**
 * The gates of one token of an LSTM or a GRU, forward and backward, in plain loops over up to
 * {@value Stretches#LENGTH} of its units.
 */
final class PlainGates {
  /** Adding and subtracting this makes 0 of what is below {@link FloatArithmetic#FADED}. */
  private static final float FADING = FloatArithmetic.FADED * (1 << 24);

  private PlainGates() {}

  static void lstmForward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = Stretches.ofThisThread();
    int gate = token * a.gateStride + first;
    int after = (a.segments + token) * a.width + first;
    readGates(a, gate, count, s);
    System.arraycopy(a.cell, before * a.width + first, s.e, 0, count);
    PlainArithmetic.tanh(s.a, count); // g
    PlainArithmetic.sigmoid(s.b, count); // f
    PlainArithmetic.sigmoid(s.c, count); // o
    PlainArithmetic.sigmoid(s.d, count); // i
    for (int j = 0; j < count; j++) {
      s.e[j] = s.b[j] * s.e[j] + s.d[j] * s.a[j]; // c_t = f c_(t-1) + i g
    }
    writeGates(a, gate, count, s);
    System.arraycopy(s.e, 0, a.cell, after, count);
    PlainArithmetic.tanh(s.e, count);
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

  static void lstmBackward(CellArrays a, int segment, int token, int before, int first, int count) {
    Stretches s = Stretches.ofThisThread();
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

  static void gruForward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = Stretches.ofThisThread();
    int gate = token * a.gateStride + first;
    readGates(a, gate, count, s); // n r z u
    System.arraycopy(a.hidden, before * a.width + first, s.e, 0, count);
    PlainArithmetic.sigmoid(s.b, count);
    PlainArithmetic.sigmoid(s.c, count);
    for (int j = 0; j < count; j++) {
      s.a[j] += s.b[j] * s.d[j]; // n + r u
    }
    PlainArithmetic.tanh(s.a, count);
    for (int j = 0; j < count; j++) {
      s.e[j] = s.a[j] + s.c[j] * (s.e[j] - s.a[j]); // h_t = n + z (h_(t-1) - n)
    }
    writeGates(a, gate, count, s);
    System.arraycopy(s.e, 0, a.hidden, (a.segments + token) * a.width + first, count);
  }

  static void gruBackward(CellArrays a, int token, int before, int first, int count) {
    Stretches s = Stretches.ofThisThread();
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
