package io.github.rnn4j.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a forward pass left behind: final states, and what its backward pass needs. */
public interface RecurrentPass {

  /**
   * The state of each sequence at its last valid step; of a backward direction, at its first.
   *
   * @param direction which direction, from 0
   * @return the state vectors, each {@code [B, H]}: hidden state, then the cell state of an LSTM;
   *     zero for a sequence without a valid step
   */
  List<INDArray> last(int direction);

  /**
   * The state that the next segment of each sequence starts from: that at step {@code T - 1}, zero
   * where that step is masked.
   *
   * @param direction which direction, from 0; not a backward one
   * @return the state vectors, each {@code [B, H]}
   */
  List<INDArray> carried(int direction);

  /**
   * Runs backward, once. Gradients are written, not added.
   *
   * @param inputGradient where the gradient by the input goes, {@code [B, C, T]}, summed over the
   *     directions; zero at masked steps
   * @param directions the same directions as in the forward pass
   * @throws IllegalStateException if the forward pass was not told that it would be differentiated,
   *     or this is the second call
   */
  void backward(INDArray inputGradient, List<DirectionBackward> directions);
}
