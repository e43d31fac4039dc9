package io.github.rnn4j.charlm.config;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.Cell;

/**
 * The shape of the network.
 *
 * @param input how a token enters the network
 * @param embedding E, size of a token's vector, 1 to 4,096; not used with one-hot input
 * @param cell what computes a step
 * @param layers recurrent layers above each other, 1 to 8
 * @param hidden H, the units of a recurrent layer, 1 to 4,096
 * @param dropout the share of what enters the second and higher layers and the output that is
 *     dropped while training, 0 to 0.9
 * @param recurrentDropout the share of hidden units that are dropped from state to state while
 *     training, 0 to 0.9
 * @param outputWeights whether the output layer has a matrix of its own; {@code TIED} needs an
 *     embedding as large as a recurrent layer
 */
public record NetworkConfig(
    @Knob("How a token enters the network: ${COMPLETION-CANDIDATES}.") InputForm input,
    @Knob("Size of a token's vector, 1 to 4096.") int embedding,
    @Knob("What computes a step: ${COMPLETION-CANDIDATES}.") Cell cell,
    @Knob("Recurrent layers above each other, 1 to 8.") int layers,
    @Knob("Units of a recurrent layer, 1 to 4096.") int hidden,
    @Knob("Share dropped between layers and before the output while training, 0 to 0.9.")
        double dropout,
    @Knob("Share of units dropped from state to state while training, 0 to 0.9.")
        double recurrentDropout,
    @Knob("Matrix of the output: ${COMPLETION-CANDIDATES} to the vectors of the embedding.")
        OutputWeights outputWeights) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public NetworkConfig {
    Range.require("input", input);
    Range.check("embedding", embedding, 1, 4096);
    Range.require("cell", cell);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dropout", dropout, 0, 0.9);
    Range.check("recurrentDropout", recurrentDropout, 0, 0.9);
    Range.require("outputWeights", outputWeights);
    if (outputWeights == OutputWeights.TIED
        && (input != InputForm.EMBEDDING || embedding != hidden)) {
      throw new IllegalArgumentException(
          "outputWeights tied needs input embedding, and vectors as large as a recurrent layer; they are %s of size %d, and %d units"
              .formatted(OptionText.of(input), embedding, hidden));
    }
  }
}
