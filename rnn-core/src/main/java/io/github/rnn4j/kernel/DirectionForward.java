package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arguments of one direction of a forward pass.
 *
 * @param backward whether each segment is processed from its end to its start
 * @param parameters the parameters in the order of {@link CellType}
 * @param start initial state vectors {@code [B, H]} for the segments that start at step 0; empty
 *     for zeros
 * @param steps array for the outputs, any strides: {@code [B, H, T]}, or {@code [N, H]} for the
 *     valid steps alone, in the order of {@link Packing#firstRows}; null if only the final states
 *     are needed
 * @param recurrentMask factors of the hidden state in the recurrent product of every step, {@code
 *     [B, H]}; null for ones
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
   * @param backward whether each segment is processed from its end to its start
   * @param parameters the parameters
   * @param start initial state vectors
   * @param steps array for the outputs; may be null
   * @param recurrentMask factors of the hidden state in the recurrent product; may be null
   */
  public DirectionForward {
    parameters = List.copyOf(Objects.requireNonNull(parameters, "parameters"));
    start = List.copyOf(Objects.requireNonNull(start, "start"));
  }

  /**
   * Creates a direction without a recurrent mask.
   *
   * @param backward whether each segment is processed from its end to its start
   * @param parameters the parameters
   * @param start initial state vectors
   * @param steps array for the outputs; may be null
   */
  public DirectionForward(
      boolean backward, List<INDArray> parameters, List<INDArray> start, INDArray steps) {
    this(backward, parameters, start, steps, null);
  }
}
