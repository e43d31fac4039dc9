package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.Cell;

/**
 * The shape of the model.
 *
 * @param cell what computes a step
 * @param layers recurrent layers above each other, 1 to 8
 * @param hidden H, units of a recurrent layer, 1 to 4,096
 * @param dropout share of the hidden units that are dropped before the output in training, 0 to 0.9
 * @param output how the distribution of a value is said
 * @param strategy how values several steps ahead are forecast
 * @param horizon K, how many steps ahead are forecast and measured, 1 to 10,000
 * @param highway whether the network's output is added to a linear autoregression that is fitted
 *     first, so that the network learns only what that leaves
 * @param members networks with different initial weights whose quantiles are averaged, 1 to 100
 */
public record NetworkConfig(
    @Knob("What computes a step: ${COMPLETION-CANDIDATES}.") Cell cell,
    @Knob("Recurrent layers above each other, 1 to 8.") int layers,
    @Knob("Units of a recurrent layer, 1 to 4096.") int hidden,
    @Knob("Share of the hidden units dropped before the output in training, 0 to 0.9.")
        double dropout,
    @Knob("How the distribution of a value is said: ${COMPLETION-CANDIDATES}.") OutputForm output,
    @Knob("How values several steps ahead are forecast: ${COMPLETION-CANDIDATES}.")
        Strategy strategy,
    @Knob("Steps ahead that are forecast and measured, 1 to 10000.") int horizon,
    @Knob("Add the network to a linear autoregression, and let it learn what that leaves.")
        boolean highway,
    @Knob("Networks from different initial weights whose forecasts are averaged, 1 to 100.")
        int members) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public NetworkConfig {
    Range.require("cell", cell);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dropout", dropout, 0, 0.9);
    Range.require("output", output);
    Range.require("strategy", strategy);
    Range.check("horizon", horizon, 1, 10_000);
    Range.check("members", members, 1, 100);
  }

  /** How many steps ahead the network itself says at each step. */
  public int stepsAhead() {
    return strategy == Strategy.DIRECT ? horizon : 1;
  }
}
