package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.CellChoice;
import io.github.rnn4j.config.recurrent.CellText;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The architecture of the network.
 *
 * @param input how tokens are fed to the network
 * @param embedding E, size of a token vector, 1 to 4,096; only with embedding input
 * @param cell the recurrent cell
 * @param recurrence which value of the previous step is fed back; only with the SameDiff cell
 * @param activation activation function of the hidden units; only with the Elman cells
 * @param recurrentWeights initial values of the state-to-state weights
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
    @Knob(CellText.CELL) Cell cell,
    @Knob(value = CellText.RECURRENCE, inEarlierRuns = "HIDDEN_TO_HIDDEN") Recurrence recurrence,
    @Knob(value = CellText.ACTIVATION, inEarlierRuns = "TANH") HiddenActivation activation,
    @Knob(value = CellText.RECURRENT_WEIGHTS, inEarlierRuns = "ORTHOGONAL")
        RecurrentWeights recurrentWeights,
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
    implements IdleKnobs, Serializable {

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range or missing
   */
  public NetworkConfig {
    Range.require("input", input);
    Range.check("embedding", embedding, 1, 4096);
    new CellChoice(cell, recurrence, activation, recurrentWeights);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dropout", dropout, 0, 0.9);
    Range.check("recurrentDropout", recurrentDropout, 0, 0.9);
    if (recurrentDropout > 0 && cell == Cell.SAMEDIFF_ELMAN) {
      throw new IllegalArgumentException(
          "recurrentDropout is %s, but cell samediff-elman has no recurrent dropout: add --recurrent-dropout 0"
              .formatted(recurrentDropout));
    }
    Range.require("outputWeights", outputWeights);
    if (outputWeights == OutputWeights.TIED
        && (input != TokenInput.EMBEDDING || embedding != hidden)) {
      throw new IllegalArgumentException(
          "outputWeights tied needs input embedding, with token vectors as large as a recurrent layer; input is %s, with vectors of size %d, and the layer has %d units"
              .formatted(OptionText.of(input), embedding, hidden));
    }
  }

  /** Returns the recurrent cell with its settings. */
  public CellChoice cellChoice() {
    return new CellChoice(cell, recurrence, activation, recurrentWeights);
  }

  @Override
  public Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>(cellChoice().idle());
    if (input != TokenInput.EMBEDDING) {
      idle.put(
          "embedding", OptionText.of(input) + " input has no embedding: add --input embedding");
    }
    return idle;
  }
}
