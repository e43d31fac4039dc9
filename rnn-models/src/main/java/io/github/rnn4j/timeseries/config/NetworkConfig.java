package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.CellChoice;
import io.github.rnn4j.config.recurrent.CellText;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.Map;

/**
 * The architecture of the model.
 *
 * @param cell the recurrent cell
 * @param recurrence which value of the previous step is fed back; only with the SameDiff cell
 * @param activation activation function of the hidden units; only with the Elman cells
 * @param recurrentWeights initial values of the state-to-state weights
 * @param layers stacked recurrent layers, 1 to 8
 * @param hidden H, units per recurrent layer, 1 to 4,096
 * @param dropout share of the hidden units dropped before the output during training, 0 to 0.9
 * @param output how the network represents the distribution of a value
 * @param strategy how to forecast several steps ahead
 * @param horizon K, the number of steps ahead to forecast and evaluate, 1 to 10,000
 * @param highway whether the network's output is added to a linear autoregression that is fitted
 *     first; the network then learns only the residuals
 * @param members networks with different initial weights whose quantiles are averaged, 1 to 100
 */
public record NetworkConfig(
    @Knob(CellText.CELL) Cell cell,
    @Knob(value = CellText.RECURRENCE, inEarlierRuns = "HIDDEN_TO_HIDDEN") Recurrence recurrence,
    @Knob(value = CellText.ACTIVATION, inEarlierRuns = "TANH") HiddenActivation activation,
    @Knob(value = CellText.RECURRENT_WEIGHTS, inEarlierRuns = "ORTHOGONAL")
        RecurrentWeights recurrentWeights,
    @Knob("Stacked recurrent layers, 1 to 8.") int layers,
    @Knob("Units per recurrent layer, 1 to 4096.") int hidden,
    @Knob("Fraction of the hidden units dropped before the output during training, 0 to 0.9.")
        double dropout,
    @Knob("How to represent the distribution of a forecast: ${COMPLETION-CANDIDATES}.")
        OutputForm output,
    @Knob("How to forecast several steps ahead: ${COMPLETION-CANDIDATES}.") Strategy strategy,
    @Knob("Number of steps ahead to forecast and evaluate, 1 to 10000.") int horizon,
    @Knob("Add the network to a linear autoregression and train it on the residuals.")
        boolean highway,
    @Knob(
            "Number of networks to train from different initial weights, 1 to 100; their forecasts"
                + " are averaged.")
        int members)
    implements IdleKnobs {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public NetworkConfig {
    new CellChoice(cell, recurrence, activation, recurrentWeights);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dropout", dropout, 0, 0.9);
    Range.require("output", output);
    Range.require("strategy", strategy);
    Range.check("horizon", horizon, 1, 10_000);
    Range.check("members", members, 1, 100);
  }

  /** Returns a copy of another size. */
  public NetworkConfig with(
      int otherHidden, int otherHorizon, boolean otherHighway, int otherMembers) {
    return new NetworkConfig(
        cell,
        recurrence,
        activation,
        recurrentWeights,
        layers,
        otherHidden,
        dropout,
        output,
        strategy,
        otherHorizon,
        otherHighway,
        otherMembers);
  }

  /** Returns how many steps ahead the network predicts at each step. */
  public int stepsAhead() {
    return strategy == Strategy.DIRECT ? horizon : 1;
  }

  /** Returns the recurrent cell with its settings. */
  public CellChoice cellChoice() {
    return new CellChoice(cell, recurrence, activation, recurrentWeights);
  }

  @Override
  public Map<String, String> idle() {
    return cellChoice().idle();
  }
}
