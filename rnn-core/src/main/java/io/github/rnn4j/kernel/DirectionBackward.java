package io.github.rnn4j.kernel;

import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arguments of one direction of a backward pass.
 *
 * @param steps gradient with respect to the outputs, {@code [B, H, T]} or {@code [N, H]} as in the
 *     forward pass, any strides; null for none
 * @param last gradients with respect to the final state vectors, each {@code [B, H]}, hidden state
 *     first; may be empty or have fewer entries than the cell has states
 * @param parameters arrays for the gradients with respect to the parameters, in the order of {@link
 *     CellType}
 */
public record DirectionBackward(INDArray steps, List<INDArray> last, List<INDArray> parameters) {

  /**
   * Copies the lists.
   *
   * @param steps gradient with respect to the outputs
   * @param last gradients with respect to the final state vectors
   * @param parameters arrays for the gradients with respect to the parameters
   */
  public DirectionBackward {
    last = List.copyOf(last);
    parameters = List.copyOf(parameters);
  }
}
