package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * How a network is trained: Adam, truncated BPTT over streams whose state is carried on, early
 * stopping on the validation part.
 *
 * @param epochs passes over the training part at most, 1 to 100,000
 * @param streams B, stretches of the training part that are read side by side, 1 to 10,000
 * @param window steps of a stream between two updates, 1 to 100,000: the length of truncated BPTT;
 *     the state goes on from window to window
 * @param learningRate step size of Adam, above 0 to 1
 * @param clipNorm the largest Euclidean norm of a layer's gradient; 0 for no clipping
 * @param l2 strength of the penalty on weights, 0 to 1
 * @param patience epochs without a lower validation loss that are tolerated, 1 to 100,000
 * @param refit whether to train once more on training and validation part together, for as many
 *     epochs as were best; otherwise the weights of the best epoch are kept
 * @param seed any number: the same seed, data, configuration and number of threads repeat a run
 */
public record TrainingConfig(
    @Knob("Passes over the training part at most, 1 to 100000.") int epochs,
    @Knob("Stretches of the training part read side by side, 1 to 10000.") int streams,
    @Knob("Steps between two updates; the state goes on over them. 1 to 100000.") int window,
    @Knob("Step size of Adam, above 0 and at most 1.") double learningRate,
    @Knob("Largest norm of the gradient of a layer; 0 for no clipping.") double clipNorm,
    @Knob("Strength of the penalty on weights, 0 to 1.") double l2,
    @Knob("Epochs without a lower validation loss before training stops, 1 to 100000.")
        int patience,
    @Knob("Train once more on training and validation part, for the best number of epochs.")
        boolean refit,
    @Knob("Seed of made-up data, initial weights and order; repeats a run exactly.") long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TrainingConfig {
    Range.check("epochs", epochs, 1, 100_000);
    Range.check("streams", streams, 1, 10_000);
    Range.check("window", window, 1, 100_000);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
    Range.check("clipNorm", clipNorm, 0, 1e6);
    Range.check("l2", l2, 0, 1);
    Range.check("patience", patience, 1, 100_000);
  }
}
