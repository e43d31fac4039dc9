package io.github.rnn4j.imdb.config;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.Cell;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;

/**
 * The shape of the network.
 *
 * @param input how a word enters the network
 * @param embedding size of a word's vector, 1 to 4,096; not used with one-hot input
 * @param cell what computes a step
 * @param recurrentWeights what the weights from state to state start from
 * @param direction in which order a review is read
 * @param merge how the states of two directions become one; not used with one direction
 * @param layers recurrent layers above each other, 1 to 8
 * @param hidden H, the units of a recurrent layer in each direction, 1 to 4,096
 * @param dense units of the layer between the final state and the output, 1 to 65,536
 * @param dropout the share of the final state that is dropped while training, 0 to 0.9
 */
public record NetworkConfig(
    @Knob(
            "How a word enters the network: ${COMPLETION-CANDIDATES}. One-hot needs a small vocabulary.")
        InputForm input,
    @Knob("Size of a word's vector, 1 to 4096.") int embedding,
    @Knob("What computes a step: ${COMPLETION-CANDIDATES}.") Cell cell,
    @Knob("What the recurrent weights start from: ${COMPLETION-CANDIDATES}.")
        RecurrentWeights recurrentWeights,
    @Knob("In which order a review is read: ${COMPLETION-CANDIDATES}.") Direction direction,
    @Knob("How the final states of two directions become one: ${COMPLETION-CANDIDATES}.")
        MergeMode merge,
    @Knob("Recurrent layers above each other, 1 to 8.") int layers,
    @Knob("Units of a recurrent layer in each direction, 1 to 4096.") int hidden,
    @Knob("Units of the dense layer before the output, 1 to 65536.") int dense,
    @Knob("Share of the final state dropped while training, 0 to 0.9; 0 for none.")
        double dropout) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public NetworkConfig {
    Range.require("input", input);
    Range.check("embedding", embedding, 1, 4096);
    Range.require("cell", cell);
    Range.require("recurrentWeights", recurrentWeights);
    Range.require("direction", direction);
    Range.require("merge", merge);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dense", dense, 1, 65_536);
    Range.check("dropout", dropout, 0, 0.9);
  }

  /**
   * How many units the final state has that the dense layer sees.
   *
   * @return {@code hidden}, or twice as many when two directions stand side by side
   */
  public int stateSize() {
    boolean sideBySide = direction == Direction.BIDIRECTIONAL && merge == MergeMode.CONCAT;
    return sideBySide ? 2 * hidden : hidden;
  }
}
