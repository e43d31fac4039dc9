package com.example;

import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.samediff.CellResult;
import io.github.rnn4j.layer.samediff.SameDiffRecurrentLayer;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A cell with a single gate: the minimal gated unit (G.-B. Zhou, J. Wu, C.-L. Zhang, Z.-H. Zhou,
 * 2016, <a href="https://arxiv.org/abs/1603.09420">Minimal Gated Unit for Recurrent Neural
 * Networks</a>).
 *
 * <pre>{@code
 * f = sigmoid(x WF + h RF + bF)
 * n = tanh(x WN + (f h) RN + bN)
 * h = (1 - f) h + f n
 * }</pre>
 */
public final class MinimalGatedUnit extends SameDiffRecurrentLayer {

  private MinimalGatedUnit() {} // for JSON

  private MinimalGatedUnit(Builder builder) {
    super(builder);
    initializeConstraints(builder);
  }

  @Override
  public CellParameters cellParameters() {
    return new CellParameters()
        .inputWeight("WF", nIn, nOut)
        .recurrentWeight("RF", nOut, nOut)
        .bias("bF", nOut)
        .inputWeight("WN", nIn, nOut)
        .recurrentWeight("RN", nOut, nOut)
        .bias("bN", nOut);
  }

  @Override
  public Map<String, Long> stateSizes() {
    return Map.of("h", nOut);
  }

  /** One time step. Masks, truncated BPTT and gradients come from the superclass. */
  @Override
  public CellResult step(
      SameDiff sd, SDVariable x, Map<String, SDVariable> state, Map<String, SDVariable> p) {
    SDVariable h = state.get("h"); // [B, H]
    SDVariable f =
        sd.nn().sigmoid(x.mmul(p.get("WF")).add(h.mmul(p.get("RF"))).add(p.get("bF"))); // [B, H]
    SDVariable n =
        sd.math().tanh(x.mmul(p.get("WN")).add(f.mul(h).mmul(p.get("RN"))).add(p.get("bN")));
    SDVariable next = h.add(f.mul(n.sub(h))); // the same as (1 - f) h + f n
    return new CellResult(next, Map.of("h", next));
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof MinimalGatedUnit;
  }

  /** Configures a {@link MinimalGatedUnit}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends SameDiffRecurrentLayer.Builder<Builder> {
    @Override
    public MinimalGatedUnit build() {
      return new MinimalGatedUnit(this);
    }
  }
}
