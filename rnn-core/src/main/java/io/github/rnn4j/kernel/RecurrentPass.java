package io.github.rnn4j.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The result of a forward pass: the final states, and the data that its backward pass needs. */
public interface RecurrentPass {

  /**
   * Returns the state of each sequence at its last valid step; for a backward direction, at its
   * first.
   *
   * @param direction index of the direction, from 0
   * @return the state vectors, each {@code [B, H]}: hidden state, then the cell state of an LSTM;
   *     zero for a sequence without a valid step
   */
  List<INDArray> last(int direction);

  /**
   * Returns the state that the next part of each sequence starts from: the state at step {@code T -
   * 1}, or zero if that step is masked.
   *
   * @param direction index of the direction, from 0; not of a backward direction
   * @return the state vectors, each {@code [B, H]}
   */
  List<INDArray> carried(int direction);

  /**
   * Returns whether every number of the input at the valid steps is finite.
   *
   * @return false for a NaN or an infinite number
   */
  boolean isInputFinite();

  /**
   * Runs the backward pass, once. Gradients overwrite what the arrays hold; they are not added to
   * it.
   *
   * @param inputGradient what to do with the gradient with respect to the input
   * @param directions the same directions as in the forward pass
   * @throws IllegalStateException if the forward pass was not {@code differentiable}, or on a
   *     second call
   */
  void backward(InputGradient inputGradient, List<DirectionBackward> directions);

  /**
   * Returns the gradients with respect to the initial state.
   *
   * @param direction index of the direction, from 0
   * @return for each state vector {@code [B, H]}; zero for a sequence whose first step is masked
   * @throws IllegalStateException before the backward pass, or possibly after the engine has
   *     started another pass
   */
  List<INDArray> startGradient(int direction);
}
