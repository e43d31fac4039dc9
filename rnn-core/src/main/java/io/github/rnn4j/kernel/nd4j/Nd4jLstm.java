package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.nd4j.Nd4jDirection.Tokens;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The LSTM: {@code c_t = f c_(t-1) + i g}, {@code h_t = o tanh(c_t)}; blocks g, f, o, i. */
final class Nd4jLstm extends Nd4jCell {

  Nd4jLstm(CellShape shape, List<INDArray> parameters) {
    super(shape, parameters);
  }

  @Override
  void forward(Tokens tokens, INDArray gates, List<INDArray> before, List<INDArray> after) {
    gates.addi(product(before.get(0))); // [live, 4H]
    INDArray g = block(gates, 0);
    INDArray f = block(gates, 1);
    INDArray o = block(gates, 2);
    INDArray i = block(gates, 3);
    g.assign(tanh(g));
    f.assign(sigmoid(f));
    o.assign(sigmoid(o));
    i.assign(sigmoid(i));
    INDArray c = f.mul(before.get(1)).addi(i.mul(g)); // [live, H]
    after.get(1).assign(c);
    after.get(0).assign(tanh(c).muli(o));
  }

  @Override
  List<INDArray> backward(Step step, List<INDArray> errors, INDArray dz, INDArray recurrent) {
    INDArray g = block(step.gates(), 0);
    INDArray f = block(step.gates(), 1);
    INDArray o = block(step.gates(), 2);
    INDArray i = block(step.gates(), 3);
    INDArray tanhC = tanh(step.after().get(1));
    INDArray dh = errors.get(0);
    INDArray dc = dh.mul(o).muli(tanhSlope(tanhC)).addi(errors.get(1)); // [live, H]
    block(dz, 0).assign(dc.mul(i).muli(tanhSlope(g)));
    block(dz, 1).assign(dc.mul(step.before().get(1)).muli(sigmoidSlope(f)));
    block(dz, 2).assign(dh.mul(tanhC).muli(sigmoidSlope(o)));
    block(dz, 3).assign(dc.mul(g).muli(sigmoidSlope(i)));
    return List.of(productError(dz), dc.mul(f));
  }
}
