package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.runtime.CellActivation;
import org.nd4j.linalg.activations.IActivation;

/**
 * The simple recurrent layer on packed sequences (J. L. Elman, 1990, <i>Finding Structure in
 * Time</i>, Cognitive Science 14, <a
 * href="https://doi.org/10.1207/s15516709cog1402_1">doi:10.1207/s15516709cog1402_1</a>):
 *
 * <pre>{@code h_t = f(x_t W + h_(t-1) RW + b)}</pre>
 *
 * <table>
 * <caption>Parameters of one direction; C is nIn, H is nOut</caption>
 * <tr><th>key</th><th>shape</th><th>initial value</th></tr>
 * <tr><td>W</td><td>[C, H]</td><td>by {@code weightInit}; Deeplearning4j's default is
 *     Xavier</td></tr>
 * <tr><td>RW</td><td>[H, H]</td><td>orthogonal</td></tr>
 * <tr><td>b</td><td>[H]</td><td>{@code biasInit}, 0 by default</td></tr>
 * </table>
 *
 * <p>These are exactly the parameters of Deeplearning4j's {@code SimpleRnn}: {@code
 * packed.setParams(simpleRnn.params())} gives the same network.
 *
 * <p>The activation {@code f} is tanh by default; it can also be relu, sigmoid or identity. If the
 * layer's builder does not set it, an activation of the whole network applies, except sigmoid,
 * which is what Deeplearning4j's networks have if none is set. The layer forgets within tens of
 * steps; for longer dependencies use {@link PackedLstm} or {@link PackedGru}. For shapes, masks and
 * state, see {@link PackedRecurrentLayer}.
 */
public final class PackedElman extends PackedRecurrentLayer {
  /** Whether the first activation that is set is the network's, because the builder has none. */
  private transient boolean takesActivation;

  private PackedElman() {}

  private PackedElman(Builder builder) {
    super(builder);
    CellActivation.check(getActivationFn());
    takesActivation = getActivationFn() == null;
    initializeConstraints(builder);
  }

  @Override
  public void setActivationFn(IActivation activation) {
    super.setActivationFn(takesActivation ? CellActivation.ofNetwork(activation) : activation);
    takesActivation = false;
  }

  @Override
  CellType cellType() {
    return CellType.ELMAN;
  }

  @Override
  ElmanActivation cellActivation() {
    return CellActivation.kernel(getActivationFn());
  }

  @Override
  void declareParameters(CellParameters parameters, String prefix) {
    parameters
        .inputWeight(prefix + INPUT_WEIGHTS, nIn, nOut)
        .recurrentWeight(prefix + RECURRENT_WEIGHTS, nOut, nOut)
        .bias(prefix + BIAS, nOut);
  }

  /** Configures a {@link PackedElman}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends PackedRecurrentLayer.Builder<Builder> {

    /**
     * Starts with tanh and orthogonal recurrent weights, running forward with an output at every
     * step.
     */
    public Builder() {
      activationFn = null;
    }

    /**
     * Builds the layer.
     *
     * @return the layer configuration
     * @throws IllegalArgumentException if the activation is not tanh, relu, sigmoid or identity
     */
    @Override
    public PackedElman build() {
      return new PackedElman(this);
    }
  }
}
