package io.github.rnn4j.timeseries.tutorial;

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
 * The configuration of the tutorial's experiment; see {@link Tutorial}.
 *
 * @param points how many equally spaced points of the sine, 3 to 10,000; there is one step less
 * @param from the first point, -1,000,000 to 1,000,000
 * @param to the last point, above {@code from} and at most 1,000,000
 * @param cell the recurrent cell
 * @param recurrence which value of the previous step is fed back; only with the SameDiff cell
 * @param activation activation function of the context neurons; only with the Elman cells
 * @param gradient how far back the gradient reaches
 * @param hidden units of the recurrent layer, 1 to 4,096
 * @param weightSpread standard deviation of the initial input and recurrent weights, above 0 and at
 *     most 10
 * @param outputSpread standard deviation of the initial output weights, above 0 and at most 10
 * @param epochs passes over the steps, 10 to 100,000
 * @param learningRate learning rate of gradient descent, above 0 and at most 10
 * @param seeds how many runs, each with its own initial weights, 1 to 1,000
 * @param seed the seed of the first run; each later run adds 1
 */
public record TutorialConfig(
    @Knob("Number of equally spaced points of the sine, 3 to 10000.") int points,
    @Knob("First point, -1000000 to 1000000.") double from,
    @Knob("Last point, above the first and at most 1000000.") double to,
    @Knob(CellText.CELL) Cell cell,
    @Knob(value = CellText.RECURRENCE, inEarlierRuns = "HIDDEN_TO_HIDDEN") Recurrence recurrence,
    @Knob(CellText.ACTIVATION) HiddenActivation activation,
    @Knob(
            "How far back the gradient reaches: ${COMPLETION-CANDIDATES}. step: one step, with an"
                + " update after every step; full: all steps, with one update at the end.")
        Gradient gradient,
    @Knob("Units of the recurrent layer, 1 to 4096.") int hidden,
    @Knob(
            "Standard deviation of the initial input and recurrent weights, above 0 and at most"
                + " 10.")
        double weightSpread,
    @Knob("Standard deviation of the initial output weights, above 0 and at most 10.")
        double outputSpread,
    @Knob("Passes over the points, 10 to 100000.") int epochs,
    @Knob("Learning rate of gradient descent, above 0 and at most 10.") double learningRate,
    @Knob("Number of networks, each with its own initial weights, 1 to 1000.") int seeds,
    @Knob("Seed of the first network; each further network uses the next number.") long seed)
    implements IdleKnobs {

  private static final double FARTHEST = 1e6;

  /** The settings of the original tutorial. */
  public static final TutorialConfig DEFAULT =
      new TutorialConfig(
          /* points= */ 21,
          /* from= */ 2,
          /* to= */ 10,
          Cell.ELMAN,
          Recurrence.HIDDEN_TO_HIDDEN,
          HiddenActivation.TANH,
          Gradient.STEP,
          /* hidden= */ 6,
          /* weightSpread= */ 0.4,
          /* outputSpread= */ 0.3,
          /* epochs= */ 300,
          /* learningRate= */ 0.1,
          /* seeds= */ 20,
          /* seed= */ 1);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public TutorialConfig {
    Range.check("points", points, 3, 10_000);
    Range.check("from", from, -FARTHEST, FARTHEST);
    Range.check("to", to, -FARTHEST, FARTHEST);
    if (to <= from) {
      throw new IllegalArgumentException(
          "to is %s; it must be above from, which is %s".formatted(to, from));
    }
    choice(cell, recurrence, activation);
    Range.require("gradient", gradient);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("weightSpread", weightSpread, Double.MIN_NORMAL, 10);
    Range.check("outputSpread", outputSpread, Double.MIN_NORMAL, 10);
    Range.check("epochs", epochs, 10, 100_000);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 10);
    Range.check("seeds", seeds, 1, 1000);
  }

  /** The tutorial draws its weights itself, with {@link #weightSpread}. */
  private static CellChoice choice(Cell cell, Recurrence recurrence, HiddenActivation activation) {
    return new CellChoice(cell, recurrence, activation, RecurrentWeights.ORTHOGONAL);
  }

  /** Returns the recurrent cell with its settings, except the initial weights. */
  CellChoice cellChoice() {
    return choice(cell, recurrence, activation);
  }

  @Override
  public Map<String, String> idle() {
    return cellChoice().idle();
  }

  /** Returns the number of steps: each predicts the next point from the current one. */
  int steps() {
    return points - 1;
  }

  /** Returns how many epochs lie between two pictures of the predictions: 50, or more if long. */
  int pictureEvery() {
    return 50 * ((epochs + 999) / 1000);
  }

  /**
   * The configuration in the form that the command line needs: a record of records.
   *
   * @param tutorial the experiment
   */
  public record Options(TutorialConfig tutorial) {}
}
