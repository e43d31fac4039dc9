package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.GateLayout;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients with respect to the biases of one direction. Blocks of tokens are summed in float,
 * and the blocks in double.
 */
final class BiasGradient {
  private static final int TOKENS_AT_ONCE = 256;

  private final GateLayout layout;
  private final FloatArithmetic arithmetic;
  private final float[] some;
  private final double[] total;

  BiasGradient(GateLayout layout, FloatArithmetic arithmetic) {
    this.layout = layout;
    this.arithmetic = arithmetic;
    some = new float[layout.gateStride()];
    total = new double[layout.gateStride()];
  }

  void compute(List<TimeLoop> parts, List<INDArray> gradients) {
    Arrays.fill(total, 0);
    int stride = layout.gateStride();
    for (TimeLoop part : parts) {
      int tokens = part.packing().tokens();
      for (int from = 0; from < tokens; from += TOKENS_AT_ONCE) {
        Arrays.fill(some, 0);
        for (int token = from; token < Math.min(tokens, from + TOKENS_AT_ONCE); token++) {
          arithmetic.add(part.gates(), token * stride, some, 0, stride);
        }
        for (int i = 0; i < stride; i++) {
          total[i] += some[i];
        }
      }
    }
    write(gradients.get(2), layout.inputBlocks());
    if (gradients.size() > 3) {
      write(gradients.get(3), layout.stateBlocks());
    }
  }

  private void write(INDArray gradient, List<Integer> blocks) {
    float[] values = new float[blocks.size() * layout.units()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) total[layout.gate(blocks, i)];
    }
    FloatView.ofVector(gradient).write(0, values, 0, values.length);
  }
}
