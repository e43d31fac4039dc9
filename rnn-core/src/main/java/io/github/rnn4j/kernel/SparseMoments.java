package io.github.rnn4j.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One step of Adam for the entries whose gradient is not 0.
 *
 * @param beta1 decay of the mean
 * @param beta2 decay of the variance
 * @param epsilon what is added to the root of the variance
 */
public record SparseMoments(double beta1, double beta2, double epsilon) {

  /**
   * Replaces the gradient by the update, 0 where it was 0; and moves the moments on.
   *
   * @param gradient a vector
   * @param mean a vector of the same length
   * @param variance a vector of the same length
   * @param rate the learning rate, corrected for the start from 0
   */
  public void apply(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    if (gradient.dataType() == DataType.FLOAT && EngineChoice.isProcessor()) {
      inMemory(new FloatView(gradient), new FloatView(mean), new FloatView(variance), rate);
    } else {
      byOperations(gradient, mean, variance, rate);
    }
  }

  private void inMemory(FloatView gradient, FloatView mean, FloatView variance, double rate) {
    float decayMean = (float) beta1;
    float newMean = (float) (1 - beta1);
    float decayVariance = (float) beta2;
    float newVariance = (float) (1 - beta2);
    float added = (float) epsilon;
    float step = (float) rate;
    int length = gradient.length();
    for (int i = gradient.nextNonZero(0); i < length; i = gradient.nextNonZero(i + 1)) {
      float g = gradient.get(i);
      float m = decayMean * mean.get(i) + newMean * g;
      float v = decayVariance * variance.get(i) + newVariance * g * g;
      mean.set(i, m);
      variance.set(i, v);
      gradient.set(i, step * m / ((float) Math.sqrt(v) + added));
    }
  }

  private void byOperations(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    INDArray used = gradient.neq(0).castTo(gradient.dataType());
    INDArray unused = used.rsub(1);
    INDArray m = mean.mul(beta1).addi(gradient.mul(1 - beta1));
    INDArray v = variance.mul(beta2).addi(gradient.mul(gradient).muli(1 - beta2));
    mean.muli(unused).addi(m.mul(used));
    variance.muli(unused).addi(v.mul(used));
    gradient.assign(m.mul(rate).divi(Transforms.sqrt(v, true).addi(epsilon)).muli(used));
  }
}
