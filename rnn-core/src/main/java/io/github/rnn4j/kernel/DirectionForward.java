package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a forward pass.
 *
 * @param backward whether each segment is walked through from its end
 * @param parameters the parameters in the order of {@link CellType}
 * @param start initial state vectors {@code [B, H]} for the segments that start at step 0; empty
 *     for zero
 * @param steps where the outputs go, {@code [B, H, T]}, any strides; null where only the final
 *     states are wanted
 * @param recurrentMask what the hidden state is multiplied by in the recurrent product of every
 *     step, {@code [B, H]}; null for ones
 */
public record DirectionForward(
    boolean backward,
    List<INDArray> parameters,
    List<INDArray> start,
    INDArray steps,
    INDArray recurrentMask) {

  /**
   * Copies the lists.
   *
   * @param backward whether each segment is walked through from its end
   * @param parameters the parameters
   * @param start initial state vectors
   * @param steps where the outputs go; may be null
   * @param recurrentMask factors of the hidden state in the recurrent product; may be null
   */
  public DirectionForward {
    parameters = List.copyOf(Objects.requireNonNull(parameters, "parameters"));
    start = List.copyOf(Objects.requireNonNull(start, "start"));
  }

  /**
   * Without a recurrent mask.
   *
   * @param backward whether each segment is walked through from its end
   * @param parameters the parameters
   * @param start initial state vectors
   * @param steps where the outputs go; may be null
   */
  public DirectionForward(
      boolean backward, List<INDArray> parameters, List<INDArray> start, INDArray steps) {
    this(backward, parameters, start, steps, null);
  }
}
