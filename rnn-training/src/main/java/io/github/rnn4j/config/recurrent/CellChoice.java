package io.github.rnn4j.config.recurrent;

import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * A recurrent cell and its settings, as a configuration names them.
 *
 * <pre>{@code
 * BaseRecurrentLayer.Builder<?> layer =
 *     new CellChoice(
 *             Cell.SAMEDIFF_ELMAN,
 *             Recurrence.OUTPUT_TO_HIDDEN,
 *             HiddenActivation.TANH,
 *             RecurrentWeights.ORTHOGONAL)
 *         .layer(64);
 * CellChoice.of(Cell.LSTM).layer(64);
 * }</pre>
 *
 * @param cell the recurrent cell
 * @param recurrence which value of the previous step is fed back; only {@link Cell#SAMEDIFF_ELMAN}
 *     has a choice
 * @param activation the activation function of the hidden units; only the Elman cells have a choice
 * @param recurrentWeights initial values of the state-to-state weights
 */
public record CellChoice(
    Cell cell,
    Recurrence recurrence,
    HiddenActivation activation,
    RecurrentWeights recurrentWeights) {

  /** A SameDiff layer keeps 16 graphs, also for sequences that are not in the training set. */
  private static final int LENGTHS = 12;

  private static final String NOTE =
      "samediff-elman is the Elman cell written in SameDiff, to read, check and change. We measured"
          + " epochs that take 3 to 17 times as long as with elman, which computes the same as its"
          + " hidden-to-hidden recurrence.";

  /**
   * Checks that the settings fit the cell.
   *
   * @param cell see {@link CellChoice}
   * @param recurrence see {@link CellChoice}
   * @param activation see {@link CellChoice}
   * @param recurrentWeights see {@link CellChoice}
   * @throws IllegalArgumentException if a setting is missing, or the cell does not have it
   */
  public CellChoice {
    Range.require("cell", cell);
    Range.require("recurrence", recurrence);
    Range.require("activation", activation);
    Range.require("recurrentWeights", recurrentWeights);
    if (cell != Cell.SAMEDIFF_ELMAN && recurrence != Recurrence.HIDDEN_TO_HIDDEN) {
      throw new IllegalArgumentException(
          "recurrence is %s, but %s".formatted(OptionText.of(recurrence), withoutRecurrence(cell)));
    }
    if (!cell.elman() && activation != HiddenActivation.TANH) {
      throw new IllegalArgumentException(
          "activation is %s, but %s".formatted(OptionText.of(activation), withoutActivation(cell)));
    }
  }

  /**
   * Returns a cell with its usual settings: hidden-to-hidden, tanh, orthogonal recurrent weights.
   *
   * @param cell the cell
   * @return the choice
   */
  public static CellChoice of(Cell cell) {
    return new CellChoice(
        cell, Recurrence.HIDDEN_TO_HIDDEN, HiddenActivation.TANH, RecurrentWeights.ORTHOGONAL);
  }

  /**
   * Starts the configuration of a layer. It runs forward, with an output at every step.
   *
   * @param hidden H, the number of units and of outputs, 1 or more
   * @return the builder of a packed layer or of an {@link ElmanRnn}
   */
  public BaseRecurrentLayer.Builder<?> layer(int hidden) {
    BaseRecurrentLayer.Builder<?> layer =
        switch (cell) {
          case LSTM -> new PackedLstm.Builder();
          case GRU -> new PackedGru.Builder();
          case ELMAN -> new PackedElman.Builder();
          case SAMEDIFF_ELMAN -> new ElmanRnn.Builder().recurrence(recurrence);
        };
    layer.nOut(hidden).activation(activation.function());
    recurrentWeights.apply(layer, hidden);
    return layer;
  }

  /**
   * The settings that this cell does not have.
   *
   * @return the names of the components, each with the reason and what to do instead
   */
  public Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>();
    if (cell != Cell.SAMEDIFF_ELMAN) {
      idle.put("recurrence", withoutRecurrence(cell));
    }
    if (!cell.elman()) {
      idle.put("activation", withoutActivation(cell));
    }
    return idle;
  }

  /**
   * What someone who trains with this cell should know.
   *
   * @return a sentence about the cost and purpose of {@link Cell#SAMEDIFF_ELMAN}; empty for the
   *     other cells
   */
  public Optional<String> note() {
    return cell == Cell.SAMEDIFF_ELMAN ? Optional.of(NOTE) : Optional.empty();
  }

  /**
   * What the length of a minibatch of sequences should be a multiple of. {@link
   * Cell#SAMEDIFF_ELMAN} builds a graph for each length, so there should be few: at most 12.
   *
   * @param longest the length of the longest sequence, 1 or more
   * @return a number of steps, a power of two; 1 if every length is as good as any other
   */
  public int lengthMultiple(int longest) {
    int multiple = 1;
    while (cell == Cell.SAMEDIFF_ELMAN && (long) multiple * LENGTHS < longest) {
      multiple *= 2;
    }
    return multiple;
  }

  private static String withoutRecurrence(Cell cell) {
    return "cell %s has only one recurrence: add --cell samediff-elman"
        .formatted(OptionText.of(cell));
  }

  private static String withoutActivation(Cell cell) {
    return "cell %s has fixed activation functions: add --cell elman"
        .formatted(OptionText.of(cell));
  }
}
