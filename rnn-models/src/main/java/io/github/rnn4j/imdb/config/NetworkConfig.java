package io.github.rnn4j.imdb.config;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.CellChoice;
import io.github.rnn4j.config.recurrent.CellText;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The architecture of the network.
 *
 * @param input how words are fed to the network
 * @param embedding size of a word vector, 1 to 4,096; not used with one-hot input
 * @param cell the recurrent cell
 * @param recurrence which value of the previous step is fed back; only with the SameDiff cell
 * @param activation activation function of the hidden units; only with the Elman cells
 * @param recurrentWeights initial values of the state-to-state weights
 * @param direction the direction in which a review is read
 * @param merge how the final states of the two directions are combined; not used with one direction
 * @param layers stacked recurrent layers, 1 to 8
 * @param hidden H, units per recurrent layer and direction, 1 to 4,096
 * @param dense units of the layer between the final state and the output, 1 to 65,536; 0 for no
 *     such layer
 * @param dropout share of the final state that is dropped during training, 0 to 0.9
 * @param pooling what the dense layer reads of the top recurrent layer; not with the SameDiff cell,
 *     which yields the last state
 * @param wordVectors what the word vectors are before training; not used with one-hot input
 * @param wordDropout share of words that training replaces by {@code <unk>}, 0 to 0.9; not used
 *     with one-hot input
 * @param variationalDropout share of the components of the input of each recurrent layer that is
 *     dropped during training, the same ones at every word of a text, 0 to 0.9
 * @param members networks whose predictions are averaged, 1 to 5, each validated on other texts
 */
public record NetworkConfig(
    @Knob(
            "How words are fed to the network: ${COMPLETION-CANDIDATES}. One-hot needs a small"
                + " vocabulary.")
        InputForm input,
    @Knob("Size of a word vector, 1 to 4096.") int embedding,
    @Knob(CellText.CELL) Cell cell,
    @Knob(value = CellText.RECURRENCE, inEarlierRuns = "HIDDEN_TO_HIDDEN") Recurrence recurrence,
    @Knob(value = CellText.ACTIVATION, inEarlierRuns = "TANH") HiddenActivation activation,
    @Knob(CellText.RECURRENT_WEIGHTS) RecurrentWeights recurrentWeights,
    @Knob("Direction in which a review is read: ${COMPLETION-CANDIDATES}.") Direction direction,
    @Knob("How the final states of the two directions are combined: ${COMPLETION-CANDIDATES}.")
        MergeMode merge,
    @Knob("Stacked recurrent layers, 1 to 8.") int layers,
    @Knob("Units per recurrent layer and direction, 1 to 4096.") int hidden,
    @Knob("Units of the dense layer before the output, 1 to 65536; 0 for no such layer.") int dense,
    @Knob("Fraction of the final state dropped during training, 0 to 0.9; 0 for none.")
        double dropout,
    @Knob(
            inEarlierRuns = "LAST_STATE",
            value =
                "What the layer above reads of the recurrent layer: ${COMPLETION-CANDIDATES}; the"
                    + " last three are taken over all words of a text.")
        Pooling pooling,
    @Knob(
            inEarlierRuns = "NORMAL",
            value =
                "Word vectors before training: ${COMPLETION-CANDIDATES}. log-count-ratio: small"
                    + " random numbers, and how much more often the word occurs in one class than"
                    + " in the others.")
        WordVectors wordVectors,
    @Knob(
            inEarlierRuns = "0",
            value = "Fraction of words that training replaces by <unk>, 0 to 0.9; 0 for none.")
        double wordDropout,
    @Knob(
            inEarlierRuns = "0",
            value =
                "Fraction of the components of word vectors, and of the states between recurrent"
                    + " layers, dropped during training, the same ones at every word of a text, 0 to"
                    + " 0.9; 0 for none.")
        double variationalDropout,
    @Knob(
            inEarlierRuns = "1",
            value =
                "Number of networks to train, 1 to 5, whose predictions are averaged. Each sets aside"
                    + " a different fifth of the texts for validation.")
        int members)
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
    Range.require("direction", direction);
    Range.require("merge", merge);
    Range.check("layers", layers, 1, 8);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("dense", dense, 0, 65_536);
    Range.check("dropout", dropout, 0, 0.9);
    Range.require("pooling", pooling);
    Range.require("wordVectors", wordVectors);
    Range.check("wordDropout", wordDropout, 0, 0.9);
    Range.check("variationalDropout", variationalDropout, 0, 0.9);
    Range.check("members", members, 1, 5);
    if (cell == Cell.SAMEDIFF_ELMAN && pooling != Pooling.LAST_STATE) {
      throw new IllegalArgumentException(
          "pooling is %s, but the cell samediff-elman yields the last state only: add --pooling last-state"
              .formatted(OptionText.of(pooling)));
    }
  }

  /**
   * Returns the size of a state of both directions.
   *
   * @return {@code hidden}, or twice that if two directions are concatenated
   */
  public int stateSize() {
    boolean sideBySide = direction == Direction.BIDIRECTIONAL && merge == MergeMode.CONCAT;
    return sideBySide ? 2 * hidden : hidden;
  }

  /** Returns the size of what the dense layer reads. */
  public int summarySize() {
    return pooling == Pooling.MEAN_AND_MAX ? 2 * stateSize() : stateSize();
  }

  /** Returns a copy without any dropout, as the network runs after training. */
  NetworkConfig withoutDropout() {
    return copy(0, 0, 0, members);
  }

  /** Returns a copy for a single network. */
  public NetworkConfig ofOne() {
    return copy(dropout, wordDropout, variationalDropout, 1);
  }

  private NetworkConfig copy(
      double otherDropout,
      double otherWordDropout,
      double otherVariationalDropout,
      int otherMembers) {
    return new NetworkConfig(
        input,
        embedding,
        cell,
        recurrence,
        activation,
        recurrentWeights,
        direction,
        merge,
        layers,
        hidden,
        dense,
        otherDropout,
        pooling,
        wordVectors,
        otherWordDropout,
        otherVariationalDropout,
        otherMembers);
  }

  /** Returns the recurrent cell with its settings. */
  public CellChoice cellChoice() {
    return new CellChoice(cell, recurrence, activation, recurrentWeights);
  }

  @Override
  public Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>(cellChoice().idle());
    if (input == InputForm.ONE_HOT) {
      for (String name : List.of("embedding", "wordVectors", "wordDropout")) {
        idle.put(name, "one-hot input has no embedding: add --input embedding");
      }
    }
    if (direction != Direction.BIDIRECTIONAL) {
      idle.put("merge", "there is only one direction: add --direction bidirectional");
    }
    return idle;
  }
}
