package io.github.rnn4j.kernel.nd4j;

import io.github.rnn4j.kernel.AdamStep;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adam in ND4J operations, for any data type on any device. */
record Nd4jAdam(Constants constants) implements AdamStep {

  @Override
  public void apply(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    if (constants.lazy()) {
      whereUsed(gradient, mean, variance, rate);
    } else {
      everywhere(gradient, mean, variance, rate);
    }
  }

  private void whereUsed(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    INDArray used = gradient.neq(0).castTo(gradient.dataType());
    INDArray unused = used.rsub(1);
    INDArray m = mean.mul(constants.beta1()).addi(gradient.mul(1 - constants.beta1()));
    INDArray v =
        variance.mul(constants.beta2()).addi(gradient.mul(gradient).muli(1 - constants.beta2()));
    mean.muli(unused).addi(m.mul(used));
    variance.muli(unused).addi(v.mul(used));
    gradient.assign(
        m.mul(rate).divi(Transforms.sqrt(v, true).addi(constants.epsilon())).muli(used));
  }

  private void everywhere(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    mean.muli(constants.beta1()).addi(gradient.mul(1 - constants.beta1()));
    variance.muli(constants.beta2()).addi(gradient.mul(gradient).muli(1 - constants.beta2()));
    gradient.assign(mean.mul(rate).divi(Transforms.sqrt(variance, true).addi(constants.epsilon())));
  }
}
