package io.github.rnn4j.layer.samediff;

import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The result of one step of a cell.
 *
 * @param output the layer's activation at this step, {@code [B, nOut]}
 * @param state the state that the next step starts from, with the same names and sizes as {@link
 *     SameDiffRecurrentLayer#stateSizes()}, each {@code [B, size]}
 */
public record CellResult(SDVariable output, Map<String, SDVariable> state) {

  /**
   * Checks that nothing is missing.
   *
   * @param output the layer's activation at this step, {@code [B, nOut]}
   * @param state the state that the next step starts from
   * @throws NullPointerException if the output or the state is null
   */
  public CellResult {
    Objects.requireNonNull(output, "output");
    state = Map.copyOf(state);
  }
}
