package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.layer.packed.Cell;

/**
 * The configuration of the tutorial's experiment; see {@link Tutorial}.
 *
 * @param cell the recurrent cell
 * @param gradient how far back the gradient reaches
 * @param hidden units of the recurrent layer, 1 to 4,096
 * @param epochs passes over the 20 steps, 10 to 100,000
 * @param learningRate learning rate of gradient descent, above 0 and at most 10
 * @param seeds how many runs, each with its own initial weights, 1 to 1,000
 * @param seed the seed of the first run; each later run adds 1
 */
public record TutorialConfig(
    @Knob("Recurrent cell: ${COMPLETION-CANDIDATES}.") Cell cell,
    @Knob(
            "How far back the gradient reaches: ${COMPLETION-CANDIDATES}. step: one step, with an"
                + " update after every step; full: all 20 steps, with one update at the end.")
        Gradient gradient,
    @Knob("Units of the recurrent layer, 1 to 4096.") int hidden,
    @Knob("Passes over the 20 steps of the sine wave, 10 to 100000.") int epochs,
    @Knob("Learning rate of gradient descent, above 0 and at most 10.") double learningRate,
    @Knob("Number of networks, each with its own initial weights, 1 to 1000.") int seeds,
    @Knob("Seed of the first network; each further network uses the next number.") long seed) {

  /** The settings of the original tutorial. */
  public static final TutorialConfig DEFAULT =
      new TutorialConfig(
          Cell.ELMAN,
          Gradient.STEP,
          /* hidden= */ 6,
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
    Range.require("cell", cell);
    Range.require("gradient", gradient);
    Range.check("hidden", hidden, 1, 4096);
    Range.check("epochs", epochs, 10, 100_000);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 10);
    Range.check("seeds", seeds, 1, 1000);
  }

  /**
   * The configuration in the form that the command line needs: a record of records.
   *
   * @param tutorial the experiment
   */
  public record Options(TutorialConfig tutorial) {}
}
