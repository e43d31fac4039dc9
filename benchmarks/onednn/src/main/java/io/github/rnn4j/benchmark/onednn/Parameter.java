package io.github.rnn4j.benchmark.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;

/**
 * An array of parameters with its gradient and the moments of Adam (D. Kingma, J. Ba, 2015,
 * <i>Adam: A Method for Stochastic Optimization</i>, https://arxiv.org/abs/1412.6980).
 */
final class Parameter {
  private static final double RATE = 0.001;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** Numbers in a block, small enough for the fastest cache. */
  private static final int BLOCK = 2048;

  private final memory array;
  private final memory gradient;
  private final FloatBuffer values;
  private final FloatBuffer slopes;
  private final float[] mean;
  private final float[] variance;

  Parameter(CpuEngine engine, memory.format_tag format, long... sizes) {
    array = engine.allocate(format, sizes);
    gradient = engine.allocate(format, sizes);
    values = CpuEngine.floats(array);
    slopes = CpuEngine.floats(gradient);
    mean = new float[size()];
    variance = new float[size()];
  }

  memory array() {
    return array;
  }

  memory gradient() {
    return gradient;
  }

  int size() {
    return values.capacity();
  }

  void setAll(float value) {
    float[] all = new float[size()];
    Arrays.fill(all, value);
    set(all);
  }

  /** Sets uniformly distributed random numbers from -range to range. */
  void setRandom(Random random, double range) {
    float[] all = new float[size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) random.nextDouble(-range, range);
    }
    set(all);
  }

  void set(float[] all) {
    values.put(0, all);
  }

  /**
   * Updates the parameters.
   *
   * @param update number of this update, from 1
   * @param threads 1, or more to use all of Java's common pool
   */
  void adam(int update, int threads) {
    float rate =
        (float) (RATE * Math.sqrt(1 - Math.pow(BETA2, update)) / (1 - Math.pow(BETA1, update)));
    IntStream blocks = IntStream.range(0, (size() + BLOCK - 1) / BLOCK);
    (threads > 1 ? blocks.parallel() : blocks).forEach(block -> updateBlock(block * BLOCK, rate));
  }

  private void updateBlock(int from, float rate) {
    int count = Math.min(BLOCK, size() - from);
    float[] w = new float[count];
    float[] g = new float[count];
    values.get(from, w);
    slopes.get(from, g);
    for (int i = 0; i < count; i++) { // Java turns this into vector instructions
      float m = BETA1 * mean[from + i] + (1 - BETA1) * g[i];
      float v = BETA2 * variance[from + i] + (1 - BETA2) * g[i] * g[i];
      mean[from + i] = m;
      variance[from + i] = v;
      w[i] -= rate * m / ((float) Math.sqrt(v) + EPSILON);
    }
    values.put(from, w);
  }
}
