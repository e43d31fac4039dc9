package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Rows;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A slice of the gradients with respect to both weight matrices of one direction, summed over the
 * tokens in a fixed order. The slice is a range of gate columns, which are packed once for both
 * matrices.
 *
 * <p>If there are few weights compared with the size of the cache, each part adds up its own sum of
 * all columns, while its numbers are still in the cache.
 */
final class WeightGradients {
  /** Largest number of weights in one direction for which the sums of a part stay in the cache. */
  private static final int FEW_WEIGHTS = 1 << 16;

  /** Up to this many columns, the gates are not packed. */
  private static final int FEW_COLUMNS = 128;

  /** Number of blocks of gates processed at a time. */
  private static final int BLOCKS_AT_ONCE = 16;

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final WeightGradient ofState;
  private final WeightGradient ofInput;
  private final int[] bounds; // of ranges of gates whose columns belong to the same matrices
  private final float[] left;

  WeightGradients(GateLayout layout, FloatArithmetic arithmetic, int slice, int slices) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    int first = firstGate(slice, slices);
    int end = firstGate(slice + 1, slices);
    ofState = new WeightGradient(layout, arithmetic, true, first, end);
    ofInput = new WeightGradient(layout, arithmetic, false, first, end);
    bounds =
        IntStream.of(ofState.first(), ofState.end(), ofInput.first(), ofInput.end())
            .sorted()
            .distinct()
            .toArray();
    int packed = WeightGradient.TOKENS_AT_ONCE * BLOCKS_AT_ONCE * arithmetic.blockRows();
    left = new float[packed + arithmetic.blockSlack()];
  }

  /** Returns whether a direction has few enough weights for sums within the time loop. */
  static boolean stayInCache(GateLayout layout) {
    return (long) layout.gateStride() * (layout.width() + layout.inputWidth()) <= FEW_WEIGHTS;
  }

  /** The first gate column of a slice: all slices have about the same number of products. */
  private int firstGate(int slice, int slices) {
    long all = products(layout.gateStride());
    int gate = 0;
    while (gate < layout.gateStride() && products(gate) * slices < all * slice) {
      gate += arithmetic.blockRows();
    }
    return Math.min(gate, layout.gateStride());
  }

  /** Number of products per token with the gates before a column. */
  private long products(int gate) {
    int input = Math.min(gate, layout.inputColumns());
    int state = Math.max(0, Math.min(gate - layout.stateColumn(), layout.stateColumns()));
    return (long) input * layout.inputWidth() + (long) state * layout.width();
  }

  /** Number of floats kept for the next pass. */
  long reserved() {
    return ofState.reserved() + ofInput.reserved() + left.length;
  }

  /** Computes the gradients from all parts. */
  void compute(List<TimeLoop> parts, FloatView stateWeights, FloatView inputWeights) {
    begin();
    for (TimeLoop part : parts) {
      add(part, 0, part.packing().tokens());
      addRepeated(part);
    }
    write(stateWeights, inputWeights);
  }

  /** Starts new sums. */
  void begin() {
    ofState.begin();
    ofInput.begin();
  }

  /** Adds the products of some tokens, without those of equal inputs. */
  void add(TimeLoop part, int first, int end) {
    List<WeightGradient> matrices =
        part.input().isRepeated() ? List.of(ofState) : List.of(ofState, ofInput);
    add(part, part.gates(), first, end, matrices);
  }

  /** Adds the products of equal inputs, whose gradients have been summed. */
  void addRepeated(TimeLoop part) {
    if (part.input().isRepeated()) {
      float[] dz = part.input().gradients(part.gates());
      add(part, dz, 0, part.input().rows(), List.of(ofInput));
    }
  }

  private void add(TimeLoop part, float[] dz, int first, int end, List<WeightGradient> matrices) {
    for (int from = first; from < end; from += WeightGradient.TOKENS_AT_ONCE) {
      int depth = Math.min(WeightGradient.TOKENS_AT_ONCE, end - from);
      for (WeightGradient matrix : matrices) {
        matrix.packRight(part, from, depth);
      }
      for (int i = 0; i < bounds.length - 1; i++) {
        multiply(dz, from, depth, bounds[i], bounds[i + 1], matrices);
      }
    }
  }

  /** Adds the products of a range of gates to the matrices that have all of them. */
  private void multiply(
      float[] dz, int from, int depth, int first, int end, List<WeightGradient> matrices) {
    List<WeightGradient> used =
        matrices.stream().filter(m -> m.first() <= first && end <= m.end()).toList();
    int some = BLOCKS_AT_ONCE * arithmetic.blockRows();
    for (int gate = first; gate < end && !used.isEmpty(); gate += some) {
      multiplySome(dz, from, depth, gate, Math.min(end - gate, some), used);
    }
  }

  /**
   * Adds the products of some gates. With many columns, the gates are packed first because their
   * rows are far apart in memory; with few columns, packing would cost more than it saves, except
   * for a block that is not full.
   */
  private void multiplySome(
      float[] dz, int from, int depth, int gate, int gates, List<WeightGradient> used) {
    int rows = arithmetic.blockRows();
    int stride = layout.gateStride();
    int at = from * stride + gate;
    boolean many = used.stream().anyMatch(matrix -> matrix.columns() > FEW_COLUMNS);
    int unpacked = many ? 0 : gates / rows * rows;
    packLeft(dz, at + unpacked, depth, gates - unpacked);
    for (WeightGradient matrix : used) {
      for (int i = 0; i < unpacked; i += rows) {
        matrix.add(dz, at + i, stride, depth, gate + i);
      }
      for (int i = unpacked; i < gates; i += rows) {
        matrix.add(left, (i - unpacked) * depth, rows, depth, gate + i);
      }
    }
  }

  /** Packs some gates of the tokens: blocks of rows, stored column by column. */
  private void packLeft(float[] dz, int at, int depth, int gates) {
    int rows = arithmetic.blockRows();
    int whole = gates / rows * rows;
    arithmetic.copyBlocks(new Rows(dz, layout.gateStride()).at(at), whole / rows, depth, left);
    for (int k = 0; k < depth && whole < gates; k++) {
      int source = at + k * layout.gateStride() + whole;
      for (int j = 0; j < rows; j++) {
        left[whole * depth + k * rows + j] = whole + j < gates ? dz[source + j] : 0;
      }
    }
  }

  /** Adds the sums of another part. */
  void add(WeightGradients other) {
    ofState.add(other.ofState);
    ofInput.add(other.ofInput);
  }

  /** Writes the sums into the gradient arrays. */
  void write(FloatView stateWeights, FloatView inputWeights) {
    ofState.write(stateWeights);
    ofInput.write(inputWeights);
  }
}
