package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.Cell;
import java.util.Map;

/**
 * The architecture of the network.
 *
 * @param input how tokens are fed to the network
 * @param embedding E, size of a token vector, 1 to 4,096; only with embedding input
 * @param cell the recurrent cell
 * @param layers stacked recurrent layers, 1 to 8
 * @param hidden H, units per recurrent layer, 1 to 4,096
 * @param dropout share of the input of the second and higher layers and of the output layer that is
 *     dropped during training, 0 to 0.9
 * @param recurrentDropout share of hidden units that are dropped from one step to the next during
 *     training, 0 to 0.9
 * @param outputWeights whether the output layer has its own matrix or shares that of the embedding;
 *     {@code TIED} needs an embedding as large as a recurrent layer
 */
public record NetworkConfig(
    @Knob(
            "How tokens are fed to the network: ${COMPLETION-CANDIDATES}. index: the token's index as"
                + " one number.")
        TokenInput input,
    @Knob("Size of a token vector, 1 to 4096.") int embedding,
    @Knob("Recurrent cell: ${COMPLETION-CANDIDATES}.") Cell cell,
    @Knob("Stacked recurrent layers, 1 to 8.") int layers,
    @Knob("Units per recurrent layer, 1 to 4096.") int hidden,
    @Knob(
            "Fraction of units dropped between layers and before the output during training, 0 to"
                + " 0.9.")
        double dropout,
    @Knob("Fraction of hidden units dropped from one step to the next during training, 0 to 0.9.")
        double recurrentDropout,
    @Knob(
            "Weights of the output layer: ${COMPLETION-CANDIDATES}. tied: shared with the"
                + " embedding; needs --input embedding, and --embedding equal to --hidden.")
        OutputWeights outputWeights)
    implements IdleKnobs {

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range or missing
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
        && (input != TokenInput.EMBEDDING || embedding != hidden)) {
      throw new IllegalArgumentException(
          "outputWeights tied needs input embedding, with token vectors as large as a recurrent layer; input is %s, with vectors of size %d, and the layer has %d units"
              .formatted(OptionText.of(input), embedding, hidden));
    }
  }

  @Override
  public Map<String, String> idle() {
    return input == TokenInput.EMBEDDING
        ? Map.of()
        : Map.of(
            "embedding", OptionText.of(input) + " input has no embedding: add --input embedding");
  }
}
