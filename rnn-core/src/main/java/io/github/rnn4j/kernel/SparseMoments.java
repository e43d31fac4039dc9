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
  private static final int AT_ONCE = 4096;

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

  /** Looks for runs of entries that are not 0: they are the vectors of tokens. */
  private void inMemory(FloatView gradient, FloatView mean, FloatView variance, double rate) {
    float[] g = new float[AT_ONCE];
    float[] m = new float[AT_ONCE];
    float[] v = new float[AT_ONCE];
    for (int first = 0; first < gradient.length(); first += AT_ONCE) {
      int count = Math.min(AT_ONCE, gradient.length() - first);
      gradient.read(first, g, 0, count);
      int from = 0;
      while (from < count) {
        if (g[from] == 0) {
          from++;
          continue;
        }
        int to = from + 1;
        while (to < count && g[to] != 0) {
          to++;
        }
        mean.read(first + from, m, from, to - from);
        variance.read(first + from, v, from, to - from);
        step(g, m, v, from, to, (float) rate);
        mean.write(first + from, m, from, to - from);
        variance.write(first + from, v, from, to - from);
        gradient.write(first + from, g, from, to - from);
        from = to;
      }
    }
  }

  private void step(float[] g, float[] m, float[] v, int from, int to, float rate) {
    float decayMean = (float) beta1;
    float newMean = (float) (1 - beta1);
    float decayVariance = (float) beta2;
    float newVariance = (float) (1 - beta2);
    float added = (float) epsilon;
    for (int i = from; i < to; i++) {
      m[i] = decayMean * m[i] + newMean * g[i];
      v[i] = decayVariance * v[i] + newVariance * g[i] * g[i];
      g[i] = rate * m[i] / ((float) Math.sqrt(v[i]) + added);
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
