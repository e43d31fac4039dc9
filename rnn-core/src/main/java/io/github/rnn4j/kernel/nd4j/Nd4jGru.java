package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.nd4j.Nd4jDirection.Tokens;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The GRU: {@code n = tanh(x W + b + r u)}, {@code h_t = (1 - z) n + z h_(t-1)}; blocks r, z, n.
 */
final class Nd4jGru extends Nd4jCell {
  private final INDArray recurrentBias; // [3H]
  private final int units;
  private INDArray recurrentNew; // u = h RW_n + rb_n of each token, [N, H]

  Nd4jGru(CellShape shape, List<INDArray> parameters) {
    super(shape, parameters);
    recurrentBias = parameters.get(3);
    units = shape.units();
  }

  @Override
  void begin(int tokens, DataType type) {
    recurrentNew = PackedRows.matrix(type, tokens, units);
  }

  @Override
  boolean separateRecurrentGradient() {
    return true;
  }

  @Override
  void forward(Tokens tokens, INDArray gates, List<INDArray> before, List<INDArray> after) {
    INDArray hidden = before.get(0);
    INDArray product = product(hidden).addiRowVector(recurrentBias); // [live, 3H]
    INDArray u = tokens.of(recurrentNew);
    u.assign(block(product, 2));
    INDArray r = block(gates, 0);
    INDArray z = block(gates, 1);
    INDArray n = block(gates, 2);
    r.assign(sigmoid(r.add(block(product, 0))));
    z.assign(sigmoid(z.add(block(product, 1))));
    n.assign(tanh(n.add(r.mul(u))));
    after.get(0).assign(hidden.sub(n).muli(z).addi(n)); // [live, H]
  }

  @Override
  List<INDArray> backward(Step step, List<INDArray> errors, INDArray dz, INDArray recurrent) {
    INDArray r = block(step.gates(), 0);
    INDArray z = block(step.gates(), 1);
    INDArray n = block(step.gates(), 2);
    INDArray u = step.tokens().of(recurrentNew);
    INDArray dh = errors.get(0);
    INDArray dn = dh.mul(z.rsub(1)).muli(tanhSlope(n)); // [live, H]
    INDArray dr = dn.mul(u).muli(sigmoidSlope(r));
    INDArray du = dh.mul(step.before().get(0).sub(n)).muli(sigmoidSlope(z));
    block(dz, 0).assign(dr);
    block(dz, 1).assign(du);
    block(dz, 2).assign(dn);
    block(recurrent, 0).assign(dr);
    block(recurrent, 1).assign(du);
    block(recurrent, 2).assign(dn.mul(r));
    return List.of(productError(recurrent).addi(dh.mul(z)));
  }
}
