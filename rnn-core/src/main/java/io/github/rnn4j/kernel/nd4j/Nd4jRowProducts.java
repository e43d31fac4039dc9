package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.RowProducts;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The products of a dense layer in ND4J operations, for any data type on any device. */
final class Nd4jRowProducts implements RowProducts {

  @Override
  public void forward(INDArray x, INDArray weights, INDArray bias, INDArray z) {
    x.mmuli(weights, z);
    if (bias != null) {
      z.addiRowVector(bias);
    }
  }

  @Override
  public void backward(
      INDArray x,
      INDArray weights,
      INDArray errors,
      INDArray weightGradient,
      INDArray rowGradient) {
    Nd4j.gemm(x, errors, weightGradient, true, false, 1, 0);
    weights.mmuli(errors.transpose(), rowGradient.transpose());
  }

  @Override
  public double squaredErrors(INDArray labels, INDArray z, INDArray errors) {
    errors.assign(z).subi(labels.permute(0, 2, 1).dup('c').reshape('c', z.shape()));
    double sum = errors.mul(errors).sumNumber().doubleValue();
    errors.muli(2).divi(z.size(1));
    return sum / z.size(1);
  }
}
