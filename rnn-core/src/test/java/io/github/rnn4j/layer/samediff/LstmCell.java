package io.github.rnn4j.layer.samediff;

import io.github.rnn4j.layer.parameter.CellParameters;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;

/**
 * An LSTM (S. Hochreiter, J. Schmidhuber, 1997; F. Gers et al., 2000) as a SameDiff cell, with the
 * parameters of Deeplearning4j's {@code LSTM}: columns in the order block input, forget gate,
 * output gate, input gate.
 */
public final class LstmCell extends SameDiffRecurrentLayer {
  private LstmCell() {}

  private LstmCell(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  @Override
  public CellParameters cellParameters() {
    return new CellParameters()
        .inputWeight("W", nIn, 4 * nOut)
        .recurrentWeight("RW", nOut, 4 * nOut)
        .bias("b", 4 * nOut);
  }

  @Override
  public Map<String, Long> stateSizes() {
    return Map.of("prevAct", nOut, "prevMem", nOut);
  }

  @Override
  public CellResult step(
      SameDiff sd, SDVariable x, Map<String, SDVariable> state, Map<String, SDVariable> params) {
    SDVariable h = state.get("prevAct");
    SDVariable z =
        x.mmul(params.get("W")).add(h.mmul(params.get("RW"))).add(params.get("b")); // [B, 4H]
    SDVariable[] gates = sd.split(z, 4, 1); // 4 times [B, H]
    SDVariable block = sd.math().tanh(gates[0]);
    SDVariable forget = sd.nn().sigmoid(gates[1]);
    SDVariable out = sd.nn().sigmoid(gates[2]);
    SDVariable in = sd.nn().sigmoid(gates[3]);
    SDVariable c = forget.mul(state.get("prevMem")).add(in.mul(block)); // [B, H]
    SDVariable next = out.mul(sd.math().tanh(c)); // [B, H]
    return new CellResult(next, Map.of("prevAct", next, "prevMem", c));
  }

  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends SameDiffRecurrentLayer.Builder<Builder> {
    public Builder() {
      activation(Activation.TANH);
    }

    @Override
    public LstmCell build() {
      return new LstmCell(this);
    }
  }
}
