package io.github.rnn4j.layer.packed;

import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.runtime.CellActivation;
import java.util.Map;

/**
 * The gated recurrent unit on packed sequences (K. Cho et al., 2014, <a
 * href="https://arxiv.org/abs/1406.1078">Learning Phrase Representations using RNN Encoder-Decoder
 * for Statistical Machine Translation</a>), in the form of PyTorch's {@code torch.nn.GRU}: the
 * reset gate acts after the recurrent product, which has its own bias.
 *
 * <pre>{@code
 * r = sigmoid(x_t W_r + b_r + h_(t-1) RW_r + rb_r)            reset gate
 * z = sigmoid(x_t W_z + b_z + h_(t-1) RW_z + rb_z)            update gate
 * n = tanh(x_t W_n + b_n + r (h_(t-1) RW_n + rb_n))           new state
 * h_t = (1 - z) n + z h_(t-1)
 * }</pre>
 *
 * <table>
 * <caption>Parameters of one direction; C is nIn, H is nOut; blocks in the order r, z, n</caption>
 * <tr><th>key</th><th>shape</th><th>PyTorch</th><th>initial value</th></tr>
 * <tr><td>W</td><td>[C, 3H]</td><td>weight_ih, transposed</td><td>each block by {@code
 *     weightInit}; Deeplearning4j's default is Xavier</td></tr>
 * <tr><td>RW</td><td>[H, 3H]</td><td>weight_hh, transposed</td><td>each block orthogonal</td></tr>
 * <tr><td>b</td><td>[3H]</td><td>bias_ih</td><td>{@code biasInit}, 0 by default</td></tr>
 * <tr><td>rb</td><td>[3H]</td><td>bias_hh</td><td>the same</td></tr>
 * </table>
 *
 * <p>Deeplearning4j 1.0.0-M2.1 has no GRU. For shapes, masks and state, see {@link
 * PackedRecurrentLayer}.
 */
public final class PackedGru extends PackedRecurrentLayer {
  /** Key of the bias of the recurrent product. */
  public static final String RECURRENT_BIAS = "rb";

  private static final int BLOCKS = 3;

  private PackedGru() {}

  private PackedGru(Builder builder) {
    super(builder);
    CellActivation.checkTanh(getActivationFn(), "PackedGru");
    initializeConstraints(builder);
  }

  @Override
  CellType cellType() {
    return CellType.GRU;
  }

  @Override
  ElmanActivation cellActivation() {
    CellActivation.checkTanh(getActivationFn(), "PackedGru");
    return ElmanActivation.TANH;
  }

  @Override
  void declareParameters(CellParameters parameters, String prefix) {
    parameters
        .inputWeight(prefix + INPUT_WEIGHTS, nIn, BLOCKS * nOut, BLOCKS)
        .recurrentWeight(prefix + RECURRENT_WEIGHTS, nOut, BLOCKS * nOut, BLOCKS)
        .bias(prefix + BIAS, BLOCKS * nOut, BLOCKS, Map.of())
        .bias(prefix + RECURRENT_BIAS, BLOCKS * nOut, BLOCKS, Map.of());
  }

  /** Configures a {@link PackedGru}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends PackedRecurrentLayer.Builder<Builder> {

    /** Starts with orthogonal recurrent weights, running forward with an output at every step. */
    public Builder() {}

    /**
     * Builds the layer.
     *
     * @return the layer configuration
     * @throws IllegalArgumentException if the activation is not tanh
     */
    @Override
    public PackedGru build() {
      return new PackedGru(this);
    }
  }
}
