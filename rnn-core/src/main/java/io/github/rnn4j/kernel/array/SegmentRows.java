package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.Segment;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;

/**
 * Copies between sequences and the packed rows of some segments. Sequences are {@code [B, C, T]},
 * or {@code [N, C]} in the order of {@link Packing#firstRows}. The packed rows are ordered by step,
 * and within a step by segment. A stack has a row for the start of each segment, then the rows of
 * the tokens.
 */
final class SegmentRows {
  private final GateLayout layout;
  private final Packing packing;
  private final boolean backward;

  /**
   * Creates the rows of some segments.
   *
   * @param backward whether segments are read from their end
   */
  SegmentRows(GateLayout layout, Packing packing, boolean backward) {
    this.layout = layout;
    this.packing = packing;
    this.backward = backward;
  }

  Packing packing() {
    return packing;
  }

  /** Returns the row of a stack that holds the first segment's state before a step. */
  int before(int step) {
    return step == 0 ? 0 : packing.segments().size() + packing.offset(step - 1);
  }

  private int rowOfEnd(int segment) {
    int step = packing.segments().get(segment).length() - 1;
    return packing.segments().size() + packing.offset(step) + segment;
  }

  /** Copies {@code count} features of each token to rows of that length. */
  void gather(FloatView sequences, float[] rows, int count) {
    gather(sequences, rows, 0, count, count);
  }

  /** Copies the units of each token to the rows of a stack. */
  void gatherStack(FloatView sequences, float[] stack) {
    gather(sequences, stack, packing.segments().size(), layout.width(), layout.units());
  }

  private void gather(FloatView sequences, float[] rows, int firstRow, int stride, int count) {
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int from = index(sequences, segment, step);
        sequences.read(from, 1, rows, (firstRow + token + r) * stride, count);
      }
    }
  }

  /** Copies the rows of a stack to the sequences. */
  void scatterStack(float[] stack, FloatView sequences) {
    int segments = packing.segments().size();
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int to = index(sequences, segment, step);
        int from = (segments + token + r) * layout.width();
        sequences.write(to, 1, stack, from, layout.units());
      }
    }
  }

  private int index(FloatView sequences, Segment segment, int step) {
    return sequences.rank() == 2
        ? sequences.index(segment.row(step, backward), 0)
        : sequences.index(segment.sequence(), 0, segment.time(step, backward));
  }

  /** Receives the row of a token, and its step {@code sequence * T + time}. */
  interface TokenVisitor {
    void visit(int token, int step);
  }

  /** Visits all tokens in the order of their rows. */
  void forEach(TokenVisitor visitor) {
    for (int step = 0; step < packing.steps(); step++) {
      int token = packing.offset(step);
      for (int r = 0; r < packing.live(step); r++) {
        Segment segment = packing.segments().get(r);
        int time = segment.time(step, backward);
        visitor.visit(token + r, segment.sequence() * packing.time() + time);
      }
    }
  }

  /** Fills the start rows of a stack from {@code [B, H]}, or with zeros for null. */
  void readStart(FloatView start, float[] stack) {
    int width = layout.width();
    Arrays.fill(stack, 0, packing.segments().size() * width, 0);
    for (int r = 0; r < packing.segments().size() && start != null; r++) {
      Segment segment = packing.segments().get(r);
      if (segment.start() == 0) {
        start.read(start.index(segment.sequence(), 0), 1, stack, r * width, layout.units());
      }
    }
  }

  /** Copies the start rows of the segments that start at step 0 from a stack to {@code [B, H]}. */
  void copyStart(float[] stack, float[] start) {
    for (int r = 0; r < packing.segments().size(); r++) {
      Segment segment = packing.segments().get(r);
      if (segment.start() == 0) {
        int to = segment.sequence() * layout.units();
        System.arraycopy(stack, r * layout.width(), start, to, layout.units());
      }
    }
  }

  /** Copies the final or the carried state of each sequence to {@code [B, H]}. */
  void copyEnds(float[] stack, boolean carried, float[] ends) {
    for (int r = 0; r < packing.segments().size(); r++) {
      Segment segment = packing.segments().get(r);
      boolean wanted =
          carried
              ? segment.start() + segment.length() == packing.time()
              : segment.isFinal(backward);
      if (wanted) {
        int to = segment.sequence() * layout.units();
        System.arraycopy(stack, rowOfEnd(r) * layout.width(), ends, to, layout.units());
      }
    }
  }

  /**
   * Adds the gradients with respect to the final states, {@code [B, H]}, to the end rows of a
   * stack.
   */
  void addToEnds(FloatView last, float[] stack) {
    addFinal(last, stack, true);
  }

  /**
   * Adds the gradients with respect to the final states, {@code [B, H]}, to an array with one row
   * for each segment.
   */
  void addToSegments(FloatView last, float[] rows) {
    addFinal(last, rows, false);
  }

  private void addFinal(FloatView last, float[] rows, boolean stack) {
    float[] error = new float[layout.units()];
    for (int r = 0; r < packing.segments().size(); r++) {
      Segment segment = packing.segments().get(r);
      if (segment.isFinal(backward)) {
        last.read(last.index(segment.sequence(), 0), 1, error, 0, error.length);
        int to = (stack ? rowOfEnd(r) : r) * layout.width();
        for (int j = 0; j < error.length; j++) {
          rows[to + j] += error[j];
        }
      }
    }
  }
}
