package io.github.rnn4j.kernel.array;

import io.github.rnn4j.kernel.RowProducts;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The products of a dense layer in Java arrays, for FLOAT on the CPU. Each thread takes a
 * contiguous range of rows and processes it in blocks that stay in the cache. The weight gradients
 * of the threads are added in a fixed order.
 */
final class ArrayRowProducts implements RowProducts {
  private final FloatArithmetic arithmetic;
  private final RowWeights packed;
  private final List<RowStretch> stretches = new ArrayList<>();

  public ArrayRowProducts(FloatArithmetic arithmetic) {
    this.arithmetic = arithmetic;
    packed = new RowWeights(arithmetic);
  }

  @Override
  public void forward(INDArray x, INDArray weights, INDArray bias, INDArray z) {
    packed.pack(new FloatView(weights), bias);
    FloatView from = new FloatView(x);
    FloatView to = new FloatView(z);
    List<Runnable> tasks = new ArrayList<>();
    for (RowStretch stretch : stretches(Math.toIntExact(x.size(0)))) {
      tasks.add(() -> stretch.forward(packed, from, to));
    }
    KernelThreads.run(tasks);
  }

  @Override
  public void backward(
      INDArray x,
      INDArray weights,
      INDArray errors,
      INDArray weightGradient,
      INDArray rowGradient) {
    packed.packTransposed(new FloatView(weights));
    FloatView from = new FloatView(x);
    FloatView given = new FloatView(errors);
    FloatView to = new FloatView(rowGradient);
    List<RowStretch> used = stretches(Math.toIntExact(x.size(0)));
    List<Runnable> tasks = new ArrayList<>();
    for (RowStretch stretch : used) {
      tasks.add(() -> stretch.backward(packed, from, given, to));
    }
    KernelThreads.run(tasks);
    writeWeightGradient(used, new FloatView(weightGradient));
  }

  @Override
  public double squaredErrors(INDArray labels, INDArray z, INDArray errors) {
    FloatView expected = new FloatView(labels);
    FloatView given = new FloatView(z);
    FloatView to = new FloatView(errors);
    int outputs = given.size(1);
    int time = expected.size(2);
    float[] y = new float[outputs];
    float[] row = new float[outputs];
    double sum = 0;
    for (int i = 0; i < given.size(0); i++) {
      expected.read(expected.index(i / time, 0, i % time), 1, y, 0, outputs);
      given.read(given.index(i, 0), 1, row, 0, outputs);
      for (int j = 0; j < outputs; j++) {
        float difference = row[j] - y[j];
        sum += (double) difference * difference;
        row[j] = difference * 2 / outputs;
      }
      to.write(to.index(i, 0), 1, row, 0, outputs);
    }
    return sum / outputs;
  }

  private List<RowStretch> stretches(int rows) {
    long work = (long) rows * packed.inputs() * packed.outputs();
    int count = Math.min(KernelThreads.countFor(work), rows);
    while (stretches.size() < count) {
      stretches.add(new RowStretch(arithmetic));
    }
    for (int i = 0; i < count; i++) {
      stretches
          .get(i)
          .reset((int) ((long) rows * i / count), (int) ((long) rows * (i + 1) / count));
    }
    return stretches.subList(0, count);
  }

  /**
   * Writes the sum of the stretches' gradients. Each is transposed because the gradient is stored
   * column by column.
   */
  private void writeWeightGradient(List<RowStretch> used, FloatView gradient) {
    int width = packed.inputWidth();
    float[] sum = used.get(0).weightGradient();
    for (int i = 1; i < used.size(); i++) {
      arithmetic.add(used.get(i).weightGradient(), 0, sum, 0, packed.outputs() * width);
    }
    for (int output = 0; output < packed.outputs(); output++) {
      gradient.write(gradient.index(0, output), 0, sum, output * width, packed.inputs());
    }
  }
}
