package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.AdamStep;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adam in one pass over FLOAT arrays in main memory, using all threads of the packed layers. */
record ArrayAdam(Constants constants) implements AdamStep {
  private static final int AT_ONCE = 4096;

  /** Number of entries below which a second thread costs more than it gains. */
  private static final int SMALL = 8 * AT_ONCE;

  @Override
  public void apply(INDArray gradient, INDArray mean, INDArray variance, double rate) {
    inMemory(new FloatView(gradient), new FloatView(mean), new FloatView(variance), (float) rate);
  }

  private void inMemory(FloatView gradient, FloatView mean, FloatView variance, float rate) {
    int length = gradient.length();
    int slices = length < SMALL ? 1 : KernelThreads.count();
    int chunks = (length + AT_ONCE - 1) / AT_ONCE;
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      int from = (int) ((long) chunks * i / slices) * AT_ONCE;
      int to = Math.min(length, (int) ((long) chunks * (i + 1) / slices) * AT_ONCE);
      tasks.add(
          () -> {
            if (constants.lazy()) {
              sparse(gradient, mean, variance, from, to, rate);
            } else {
              dense(gradient, mean, variance, from, to, rate);
            }
          });
    }
    KernelThreads.run(tasks);
  }

  private void dense(
      FloatView gradient, FloatView mean, FloatView variance, int begin, int end, float rate) {
    float[] g = new float[AT_ONCE];
    float[] m = new float[AT_ONCE];
    float[] v = new float[AT_ONCE];
    for (int first = begin; first < end; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, end - first);
      gradient.read(first, g, 0, count);
      mean.read(first, m, 0, count);
      variance.read(first, v, 0, count);
      step(g, m, v, 0, count, rate);
      mean.write(first, m, 0, count);
      variance.write(first, v, 0, count);
      gradient.write(first, g, 0, count);
    }
  }

  /** Updates each run of nonzero gradients. These runs are the vectors of tokens. */
  private void sparse(
      FloatView gradient, FloatView mean, FloatView variance, int begin, int end, float rate) {
    float[] g = new float[AT_ONCE];
    float[] m = new float[AT_ONCE];
    float[] v = new float[AT_ONCE];
    for (int first = begin; first < end; first += AT_ONCE) {
      int count = Math.min(AT_ONCE, end - first);
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
        step(g, m, v, from, to, rate);
        mean.write(first + from, m, from, to - from);
        variance.write(first + from, v, from, to - from);
        gradient.write(first + from, g, from, to - from);
        from = to;
      }
    }
  }

  private void step(float[] g, float[] m, float[] v, int from, int to, float rate) {
    float decayMean = (float) constants.beta1();
    float newMean = (float) (1 - constants.beta1());
    float decayVariance = (float) constants.beta2();
    float newVariance = (float) (1 - constants.beta2());
    float added = (float) constants.epsilon();
    for (int i = from; i < to; i++) {
      m[i] = decayMean * m[i] + newMean * g[i];
      v[i] = decayVariance * v[i] + newVariance * g[i] * g[i];
      g[i] = rate * m[i] / ((float) Math.sqrt(v[i]) + added);
    }
  }
}
