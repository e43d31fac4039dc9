package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.runtime.CellActivation;
import java.util.Map;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The LSTM on packed sequences (S. Hochreiter, J. Schmidhuber, 1997, <i>Long Short-Term Memory</i>,
 * Neural Computation 9, <a
 * href="https://doi.org/10.1162/neco.1997.9.8.1735">doi:10.1162/neco.1997.9.8.1735</a>) with forget
 * gate (F. Gers, J. Schmidhuber, F. Cummins, 2000, <i>Learning to Forget</i>, Neural Computation
 * 12, <a href="https://doi.org/10.1162/089976600300015015">doi:10.1162/089976600300015015</a>) and
 * without peepholes:
 *
 * <pre>{@code
 * [g f o i] = x_t W + h_(t-1) RW + b         block input, forget, output, input gate
 * c_t = sigmoid(f) c_(t-1) + sigmoid(i) tanh(g)
 * h_t = sigmoid(o) tanh(c_t)
 * }</pre>
 *
 * <table>
 * <caption>Parameters of one direction; C is nIn, H is nOut</caption>
 * <tr><th>key</th><th>shape</th><th>initial value</th></tr>
 * <tr><td>W</td><td>[C, 4H]</td><td>each block by {@code weightInit}; Deeplearning4j's default is
 *     Xavier</td></tr>
 * <tr><td>RW</td><td>[H, 4H]</td><td>each block orthogonal</td></tr>
 * <tr><td>b</td><td>[4H]</td><td>forget gate 1, the rest {@code biasInit}, 0 by default</td></tr>
 * </table>
 *
 * <p>These are exactly the parameters of Deeplearning4j's {@code LSTM}: {@code
 * packed.setParams(lstm.params())} gives the same network. For shapes, masks and state, see {@link
 * PackedRecurrentLayer}.
 *
 * <p>A layer that reads sequences of 20 features in both directions and passes on the final states:
 *
 * <pre>{@code
 * new PackedLstm.Builder()
 *     .nIn(20)
 *     .nOut(64)
 *     .direction(Direction.BIDIRECTIONAL)
 *     .result(SequenceResult.LAST_STATE) // [B, 128]
 *     .build()
 * }</pre>
 */
public final class PackedLstm extends PackedRecurrentLayer {
  /** Default of {@link Builder#forgetGateBias(double)}. */
  public static final double DEFAULT_FORGET_GATE_BIAS = 1;

  private static final int BLOCKS = 4;
  private static final int FORGET_GATE = 1;

  @JsonProperty private double forgetGateBias = DEFAULT_FORGET_GATE_BIAS;

  private PackedLstm() {}

  private PackedLstm(Builder builder) {
    super(builder);
    CellActivation.checkTanh(getActivationFn(), "PackedLstm");
    if (!Double.isFinite(builder.forgetGateBias)) {
      throw new IllegalArgumentException(
          "forgetGateBias is " + builder.forgetGateBias + ": it must be a finite number");
    }
    forgetGateBias = builder.forgetGateBias;
    initializeConstraints(builder);
  }

  /**
   * The initial bias of the forget gate.
   *
   * @return any finite number
   */
  public double forgetGateBias() {
    return forgetGateBias;
  }

  @Override
  CellType cellType() {
    return CellType.LSTM;
  }

  @Override
  ElmanActivation cellActivation() {
    CellActivation.checkTanh(getActivationFn(), "PackedLstm");
    return ElmanActivation.TANH;
  }

  @Override
  void declareParameters(CellParameters parameters, String prefix) {
    parameters
        .inputWeight(prefix + INPUT_WEIGHTS, nIn, BLOCKS * nOut, BLOCKS)
        .recurrentWeight(prefix + RECURRENT_WEIGHTS, nOut, BLOCKS * nOut, BLOCKS)
        .bias(prefix + BIAS, BLOCKS * nOut, BLOCKS, Map.of(FORGET_GATE, forgetGateBias));
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof PackedLstm layer
        && Double.compare(forgetGateBias, layer.forgetGateBias) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), forgetGateBias);
  }

  /** Configures a {@link PackedLstm}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends PackedRecurrentLayer.Builder<Builder> {
    private double forgetGateBias = DEFAULT_FORGET_GATE_BIAS;

    /**
     * Starts with orthogonal recurrent weights and forget gate bias 1, running forward with an
     * output at every step.
     */
    public Builder() {}

    /**
     * Sets the initial bias of the forget gate. A bias of 1 lets an untrained network remember (R.
     * Jozefowicz, W. Zaremba, I. Sutskever, 2015, <a
     * href="https://proceedings.mlr.press/v37/jozefowicz15.html">An Empirical Exploration of
     * Recurrent Network Architectures</a>).
     *
     * @param forgetGateBias any finite number; default {@value #DEFAULT_FORGET_GATE_BIAS}
     * @return this builder
     */
    public Builder forgetGateBias(double forgetGateBias) {
      this.forgetGateBias = forgetGateBias;
      return this;
    }

    /**
     * Builds the layer.
     *
     * @return the layer configuration
     * @throws IllegalArgumentException if the activation is not tanh, or the bias is not finite
     */
    @Override
    public PackedLstm build() {
      return new PackedLstm(this);
    }
  }
}
