package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.config.Averaging;
import io.github.rnn4j.config.Clipping;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.optimizer.GradientNorm;
import java.util.Map;

/**
 * How a network is trained: Adam, truncated BPTT over streams with carried state, early stopping on
 * the validation period.
 *
 * @param epochs maximum passes over the training period, 1 to 100,000
 * @param streams B, streams of equal length that the training period is cut into and that are read
 *     in parallel, 1 to 10,000
 * @param window steps of a stream between two updates, 1 to 100,000: the length of truncated BPTT;
 *     the state is carried from window to window
 * @param learningRate learning rate of Adam, above 0 and at most 1
 * @param clip what gradient clipping limits
 * @param clipThreshold the limit, where the gradient is that of the mean over the sequences of a
 *     minibatch, summed over the steps of a sequence; 0 for no clipping, at most 1,000,000
 * @param l2 strength of the L2 penalty on weights, 0 to 1
 * @param patience epochs without a lower validation loss before training stops, 1 to 100,000
 * @param refit whether to retrain on the training and validation periods together, for the best
 *     number of epochs; otherwise the weights of the best epoch are kept
 * @param seed any number; the same seed, data, configuration and number of threads reproduce a run
 * @param averaging how slowly the average of the weights that is validated and saved changes, 0 to
 *     0.9999; 0 for the weights of the last update
 */
public record TrainingConfig(
    @Knob("Maximum number of passes over the training period, 1 to 100000.") int epochs,
    @Knob(
            "Number of parallel streams that the training period is split into, 1 to 10000; with"
                + " --series, of series in a minibatch.")
        int streams,
    @Knob(
            "Time steps between two weight updates, 1 to 100000; the state is carried from one"
                + " window to the next.")
        int window,
    @Knob("Learning rate of Adam, above 0 and at most 1.") double learningRate,
    @Knob(value = Clipping.CLIP, inEarlierRuns = "LAYER") Clip clip,
    @Knob(value = Clipping.THRESHOLD, formerName = "clipNorm") double clipThreshold,
    @Knob("Strength of the L2 penalty on weights, 0 to 1.") double l2,
    @Knob("Epochs without a lower validation loss before training stops, 1 to 100000.")
        int patience,
    @Knob(
            "When the best number of epochs is known, retrain for that many epochs on the training"
                + " and validation periods together.")
        boolean refit,
    @Knob(
            "Seed for synthetic data, initial weights and data order; the same seed reproduces a"
                + " run.")
        long seed,
    @Knob(inEarlierRuns = "0", value = Averaging.TEXT) double averaging)
    implements IdleKnobs {

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
    Range.require("clip", clip);
    Range.check("clipThreshold", clipThreshold, 0, 1e6);
    Range.check("l2", l2, 0, 1);
    Range.check("averaging", averaging, 0, Averaging.MOST);
    Range.check("patience", patience, 1, 100_000);
  }

  /** Returns a copy with another length of the training. */
  public TrainingConfig with(
      int otherEpochs, int otherStreams, int otherWindow, int otherPatience) {
    return new TrainingConfig(
        otherEpochs,
        otherStreams,
        otherWindow,
        learningRate,
        clip,
        clipThreshold,
        l2,
        otherPatience,
        refit,
        seed,
        averaging);
  }

  /** Returns the listener that measures the gradient and, with {@link Clip#GLOBAL}, clips it. */
  public GradientNorm gradientNorm() {
    return clip.gradientNorm(clipThreshold);
  }

  @Override
  public Map<String, String> idle() {
    return Clipping.idle(clipThreshold);
  }
}
