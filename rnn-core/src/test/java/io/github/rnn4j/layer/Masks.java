package io.github.rnn4j.layer;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Shapes of masks that a layer must get right; each row has at least one valid step. */
public enum Masks {
  NONE,
  RIGHT,
  LEFT,
  HOLES;

  /** A mask {@code [batch, time]}, or null for none. */
  public INDArray create(int batch, int time, long seed) {
    if (this == NONE) {
      return null;
    }
    Random random = new Random(seed);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, batch, time);
    for (int b = 0; b < batch; b++) {
      int length = b == 0 ? time : 1 + random.nextInt(time);
      for (int t = 0; t < time; t++) {
        mask.putScalar(b, t, isValid(t, time, length, random) ? 1 : 0);
      }
      mask.putScalar(b, this == LEFT ? time - 1 : 0, 1);
    }
    return mask;
  }

  /** Activations {@code [B, H, T]} times a mask {@code [B, T]}. */
  public static INDArray apply(INDArray mask, INDArray activations) {
    INDArray columns = mask.castTo(activations.dataType()).reshape(mask.size(0), 1, mask.size(1));
    return activations.mul(columns.broadcast(activations.shape()));
  }

  private boolean isValid(int t, int time, int length, Random random) {
    return switch (this) {
      case NONE -> true;
      case RIGHT -> t < length;
      case LEFT -> t >= time - length;
      case HOLES -> random.nextInt(3) > 0;
    };
  }
}
