package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.kernel.nd4j.Nd4jDirection.Tokens;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code h_t = f(x_t W + h_(t-1) RW + b)}. */
final class Nd4jElman extends Nd4jCell {
  private final ElmanActivation activation;

  Nd4jElman(CellShape shape, List<INDArray> parameters) {
    super(shape, parameters);
    activation = shape.activation();
  }

  @Override
  void forward(Tokens tokens, INDArray gates, List<INDArray> before, List<INDArray> after) {
    INDArray z = gates.addi(product(before.get(0))); // [live, H]
    after
        .get(0)
        .assign(
            switch (activation) {
              case TANH -> tanh(z);
              case RELU -> Transforms.relu(z, true);
              case SIGMOID -> sigmoid(z);
              case IDENTITY -> z;
            });
  }

  @Override
  List<INDArray> backward(Step step, List<INDArray> errors, INDArray dz, INDArray recurrent) {
    INDArray h = step.h();
    INDArray slope =
        switch (activation) {
          case TANH -> tanhSlope(h);
          case RELU -> h.gt(0).castTo(h.dataType());
          case SIGMOID -> sigmoidSlope(h);
          case IDENTITY -> h.mul(0).addi(1);
        };
    dz.assign(errors.get(0).mul(slope));
    return List.of(productError(dz));
  }
}
