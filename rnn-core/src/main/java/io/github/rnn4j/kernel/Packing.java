package io.github.rnn4j.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The valid steps of a minibatch, without padding: the segments of ones in its mask, longest first.
 *
 * <p>Each segment of ones in a mask row is treated as a separate sequence that starts from the zero
 * state. A segment at step 0 starts from the carried state if there is one. This one rule covers
 * right padding, left padding and holes.
 *
 * <p>Tokens are stored step by step, as in PyTorch's {@code PackedSequence}: the first token of
 * each segment, then the second token of each segment that has one, and so on. Because the longest
 * segment comes first, the segments that are still live at a step are always the first {@link
 * #live} ones:
 *
 * <pre>{@code
 * mask       segments, longest first    step      0      1    2
 * 1 1 0 1    sequence 1, 0 to 2         live      3      2    1
 * 1 1 1 0    sequence 0, 0 to 1         rows    0 1 2   3 4   5
 *            sequence 0, 3 to 3
 * }</pre>
 *
 * <p>A backward direction processes the same segments from their ends. The packed rows are the
 * same; only the time step that each row stands for differs. Packings are immutable.
 */
public final class Packing {
  private static final Comparator<Segment> LONGEST_FIRST =
      Comparator.comparingInt(Segment::length)
          .reversed()
          .thenComparingInt(Segment::sequence)
          .thenComparingInt(Segment::start);

  private final int batch;
  private final int time;
  private final List<Segment> segments;
  private final int[] live; // by step
  private final int[] offset; // by step, then the number of tokens

  private Packing(int batch, int time, List<Segment> segments) {
    this.batch = batch;
    this.time = time;
    this.segments = List.copyOf(segments);
    int steps = segments.isEmpty() ? 0 : segments.get(0).length();
    live = new int[steps];
    for (Segment segment : segments) {
      live[segment.length() - 1]++;
    }
    for (int step = steps - 2; step >= 0; step--) {
      live[step] += live[step + 1];
    }
    offset = new int[steps + 1];
    for (int step = 0; step < steps; step++) {
      offset[step + 1] = Math.addExact(offset[step], live[step]);
    }
  }

  /**
   * Packs the valid steps of a mask.
   *
   * @param mask {@code [B, T]}, zeros and ones; a row may be all zero
   * @return the packing
   * @throws IllegalArgumentException if the mask has no rows, its rows differ in length, or an
   *     entry is neither 0 nor 1
   */
  public static Packing of(double[][] mask) {
    if (mask.length == 0) {
      throw new IllegalArgumentException(
          "Mask has no rows: a minibatch needs at least one sequence");
    }
    int time = mask[0].length;
    List<Segment> segments = new ArrayList<>();
    int row = 0;
    for (int b = 0; b < mask.length; b++) {
      if (mask[b].length != time) {
        throw new IllegalArgumentException(
            "Mask row %d has %d steps but row 0 has %d: all rows must have the same number"
                .formatted(b, mask[b].length, time));
      }
      row = addSegments(mask[b], b, row, segments);
    }
    segments.sort(LONGEST_FIRST);
    return new Packing(mask.length, time, segments);
  }

  /**
   * Packs a minibatch in which every step is valid.
   *
   * @param batch number of sequences {@code B}, at least 1
   * @param time number of steps {@code T}, at least 1
   * @return the packing
   */
  public static Packing full(int batch, int time) {
    int[] lengths = new int[batch];
    Arrays.fill(lengths, time);
    return ofLengths(lengths);
  }

  /**
   * Packs sequences without padding.
   *
   * @param lengths number of steps of each sequence, at least 1
   * @return the packing
   */
  public static Packing ofLengths(int[] lengths) {
    int time = 0;
    int row = 0;
    List<Segment> segments = new ArrayList<>();
    for (int b = 0; b < lengths.length; b++) {
      time = Math.max(time, lengths[b]);
      segments.add(new Segment(b, 0, lengths[b], true, true, row));
      row = Math.addExact(row, lengths[b]);
    }
    segments.sort(LONGEST_FIRST);
    return new Packing(lengths.length, time, segments);
  }

  /** Adds the segments of a sequence, and returns the row after its last step. */
  private static int addSegments(
      double[] mask, int sequence, int firstRow, List<Segment> segments) {
    int before = segments.size();
    int row = firstRow;
    int t = 0;
    while (t < mask.length) {
      int start = t;
      while (t < mask.length && isStep(mask[t], sequence, t)) {
        t++;
      }
      if (t > start) {
        segments.add(
            new Segment(sequence, start, t - start, segments.size() == before, false, row));
        row = Math.addExact(row, t - start);
      } else {
        t++;
      }
    }
    if (segments.size() > before) {
      Segment end = segments.remove(segments.size() - 1);
      segments.add(new Segment(sequence, end.start(), end.length(), end.first(), true, end.row()));
    }
    return row;
  }

  /**
   * Tells whether an entry of a mask marks a real step.
   *
   * @param entry the entry
   * @param sequence its row, for the error
   * @param t its column, for the error
   * @return true for a real step, which is 1; false for padding, which is 0
   * @throws IllegalArgumentException if it is another number
   */
  public static boolean isStep(double entry, int sequence, int t) {
    if (entry != 0 && entry != 1) {
      throw new IllegalArgumentException(
          "Mask is %s in sequence %d, step %d: it must be 0 or 1".formatted(entry, sequence, t));
    }
    return entry == 1;
  }

  /**
   * Returns every {@code parts}-th segment, starting at {@code index}. All parts have about the
   * same amount of work.
   *
   * @param index index of the part, from 0
   * @param parts number of parts
   * @return the part; it may be empty if there are fewer segments than parts
   */
  public Packing part(int index, int parts) {
    List<Segment> some = new ArrayList<>();
    for (int r = index; r < segments.size(); r += parts) {
      some.add(segments.get(r));
    }
    return new Packing(batch, time, some);
  }

  /**
   * Number of sequences in the minibatch.
   *
   * @return {@code B}
   */
  public int batch() {
    return batch;
  }

  /**
   * Number of steps in the minibatch, including padding.
   *
   * @return {@code T}
   */
  public int time() {
    return time;
  }

  /**
   * The segments, longest first.
   *
   * @return an unmodifiable list
   */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Number of steps of the longest segment.
   *
   * @return at least 1, or 0 if no step is valid
   */
  public int steps() {
    return live.length;
  }

  /**
   * The rows of the sequences if the valid steps are stored one sequence after the other, in the
   * order of time: another order than that of the packed rows, and the same for both directions.
   *
   * @return for each sequence, the row of its first valid step; then the number of rows
   */
  public int[] firstRows() {
    int[] rows = new int[batch + 1];
    for (Segment segment : segments) {
      rows[segment.sequence() + 1] += segment.length();
    }
    Arrays.parallelPrefix(rows, Integer::sum);
    return rows;
  }

  /**
   * Number of segments that have a token at a step.
   *
   * @param step from 0 to {@code steps() - 1}
   * @return at least 1
   */
  public int live(int step) {
    return live[step];
  }

  /**
   * The first packed row of a step.
   *
   * @param step from 0 to {@code steps()}
   * @return the row; {@link #tokens()} for the step after the last
   */
  public int offset(int step) {
    return offset[step];
  }

  /**
   * Number of valid steps in all sequences.
   *
   * @return {@code N}
   */
  public int tokens() {
    return offset[live.length];
  }
}
