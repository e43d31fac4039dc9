package io.github.rnn4j.layer.samediff;

/**
 * Which value of the previous step a simple recurrent cell receives: the three forms in S. Raschka,
 * Y. Liu, V. Mirjalili (2022), <i>Machine Learning with PyTorch and Scikit-Learn</i>, chapter 15.
 */
public enum Recurrence {
  /**
   * The hidden state, {@code h_t = f(x_t W + h_(t-1) RW + b)}: J. L. Elman (1990), <i>Finding
   * Structure in Time</i>, Cognitive Science 14. The layer's output is the hidden state.
   */
  HIDDEN_TO_HIDDEN,

  /**
   * The output, fed into the hidden layer, {@code h_t = f(x_t W + o_(t-1) RW + b)}, {@code o_t =
   * g(h_t WO + bO)}: M. I. Jordan (1986), <i>Serial Order: A Parallel Distributed Processing
   * Approach</i>. The layer's output is {@code o_t}.
   */
  OUTPUT_TO_HIDDEN,

  /**
   * The output, fed into the output layer, {@code h_t = f(x_t W + b)}, {@code o_t = g(h_t WO +
   * o_(t-1) RW + bO)}. The layer's output is {@code o_t}.
   */
  OUTPUT_TO_OUTPUT
}
