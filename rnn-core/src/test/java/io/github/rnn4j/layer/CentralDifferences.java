package io.github.rnn4j.layer;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.iter.NdIndexIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients by central differences, {@code (f(x + h) - f(x - h)) / 2h}, in DOUBLE. */
public final class CentralDifferences {
  private static final double STEP = 1e-5;

  private CentralDifferences() {}

  /** The gradient of the loss by each entry of the variable, which is changed and restored. */
  public static INDArray gradient(INDArray variable, DoubleSupplier loss) {
    if (variable.dataType() != DataType.DOUBLE) {
      throw new IllegalArgumentException("Central differences need DOUBLE");
    }
    INDArray gradient = Nd4j.create(DataType.DOUBLE, variable.shape());
    // by coordinates: linear indices mean different entries to getDouble and putScalar in 'f' order
    NdIndexIterator entries = new NdIndexIterator('c', variable.shape());
    while (entries.hasNext()) {
      long[] at = entries.next().clone();
      double value = variable.getDouble(at);
      variable.putScalar(at, value + STEP);
      double above = loss.getAsDouble();
      variable.putScalar(at, value - STEP);
      double below = loss.getAsDouble();
      variable.putScalar(at, value);
      gradient.putScalar(at, (above - below) / (2 * STEP));
    }
    return gradient;
  }

  /** The derivative of the loss along a direction, by moving the variable there and back. */
  public static double alongDirection(INDArray variable, INDArray direction, DoubleSupplier loss) {
    INDArray value = variable.dup();
    variable.assign(value.add(direction.mul(STEP)));
    double above = loss.getAsDouble();
    variable.assign(value.sub(direction.mul(STEP)));
    double below = loss.getAsDouble();
    variable.assign(value);
    return (above - below) / (2 * STEP);
  }

  /** {@code max |a - n| / max |n|}: the largest error relative to the largest entry. */
  public static double relativeError(INDArray analytic, INDArray numeric) {
    double scale = Math.max(numeric.amaxNumber().doubleValue(), 1e-3);
    return LayerFixture.distance(analytic, numeric) / scale;
  }
}
