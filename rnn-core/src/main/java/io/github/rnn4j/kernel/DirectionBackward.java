package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a backward pass.
 *
 * @param steps gradient by the outputs, {@code [B, H, T]}, any strides; null for none
 * @param last gradient by the final state vectors, each {@code [B, H]}, as many as are given (the
 *     hidden state first); empty for none
 * @param parameters where the gradients by the parameters go, in the order of {@link CellType}
 * @param start where the gradients by the initial state vectors go, each {@code [B, H]}; empty
 *     where they are not wanted
 */
public record DirectionBackward(
    INDArray steps, List<INDArray> last, List<INDArray> parameters, List<INDArray> start) {

  /**
   * Copies the lists.
   *
   * @param steps gradient by the outputs
   * @param last gradients by the final state vectors
   * @param parameters where the gradients by the parameters go
   * @param start where the gradients by the initial state vectors go
   */
  public DirectionBackward {
    last = List.copyOf(last);
    parameters = List.copyOf(parameters);
    start = List.copyOf(start);
  }
}
