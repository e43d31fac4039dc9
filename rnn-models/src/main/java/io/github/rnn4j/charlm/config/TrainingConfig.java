package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.Averaging;
import io.github.rnn4j.config.Clipping;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.optimizer.GradientNorm;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the network is trained. Here an epoch is a number of updates, not a pass over the data. After
 * each epoch the network is evaluated on the validation set, is saved, and writes a sample.
 *
 * @param updates total number of weight updates, one per minibatch, 1 to 10,000,000
 * @param updatesPerEpoch updates per epoch, 1 or more; 0 for a pass over the training set. A pass
 *     over windows reads all of them, and since they overlap, it reads each token T times
 * @param order how a text is cut into minibatches; lines and sentences are read whole, in random
 *     order
 * @param batchSize B, sequences per minibatch, 1 to 65,536
 * @param steps T, tokens per row of a minibatch, over which the gradient is propagated back, 1 to
 *     10,000; lines and sentences are never cut
 * @param optimizer the algorithm that turns gradients into updates
 * @param rmspropDecay how slowly RMSProp's mean of squared gradients changes, 0 to 0.9999; used
 *     with {@link Optimizer#RMSPROP} only
 * @param learningRate learning rate, above 0 and at most 1
 * @param schedule how the learning rate changes over the updates
 * @param warmup number of updates over which the learning rate rises from near 0; 0 for none
 * @param clip what gradient clipping limits
 * @param clipThreshold the limit, where the gradient is that of the mean over the sequences of a
 *     minibatch, summed over the steps of a sequence; 0 for no clipping, at most 1,000,000
 * @param patience epochs without a lower validation loss before training stops; 0 to never stop
 *     early
 * @param sampleLength length in tokens of the sample after each epoch; 0 for none
 * @param seed any number; the same seed, data, configuration and number of threads reproduce a run
 *     exactly
 * @param averaging how slowly the average of the weights that is validated and saved changes, 0 to
 *     0.9999; 0 for the weights of the last update
 */
public record TrainingConfig(
    @Knob("Total number of weight updates, 1 to 10000000.") int updates,
    @Knob(
            "Updates per epoch; each epoch ends with validation, a checkpoint and a sample. 0 makes"
                + " an epoch one pass over the training set; with --order windows, a pass reads"
                + " each token about --steps times, since the windows overlap.")
        int updatesPerEpoch,
    @Knob(
            "How a continuous text is read: ${COMPLETION-CANDIDATES}. windows: overlapping windows"
                + " in random order, each starting from a zero state; consecutive: one window"
                + " after another, each starting from a zero state; streams: parallel streams from"
                + " start to end, with the state carried from one minibatch to the next.")
        Order order,
    @Knob("Sequences per minibatch, 1 to 65536.") int batchSize,
    @Knob(
            "Tokens per sequence, 1 to 10000; the gradient is propagated back over all of them. Not"
                + " used for lines and sentences, which are never cut.")
        int steps,
    @Knob("Optimizer: ${COMPLETION-CANDIDATES}.") Optimizer optimizer,
    @Knob(
            value = "Decay of RMSProp's mean of squared gradients, 0 to 0.9999.",
            inEarlierRuns = "0.95")
        double rmspropDecay,
    @Knob("Learning rate, above 0 and at most 1.") double learningRate,
    @Knob(
            "How the learning rate changes: ${COMPLETION-CANDIDATES}. linear: decays to 0;"
                + " exponential: decays to one hundredth of --learning-rate.")
        RateSchedule schedule,
    @Knob("Updates over which the learning rate rises at the start; 0 for none.") int warmup,
    @Knob(value = Clipping.CLIP, inEarlierRuns = "LAYER") Clip clip,
    @Knob(value = Clipping.THRESHOLD, formerName = "clipNorm") double clipThreshold,
    @Knob("Epochs without a lower validation loss before training stops; 0 to never stop early.")
        int patience,
    @Knob("Length in tokens of the sample after each epoch; 0 for none.") int sampleLength,
    @Knob(
            "Seed for initial weights, data order, dropout and samples; the same seed reproduces a"
                + " run.")
        long seed,
    @Knob(inEarlierRuns = "0", value = Averaging.TEXT) double averaging)
    implements IdleKnobs, Serializable {

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range or missing
   */
  public TrainingConfig {
    Range.check("updates", updates, 1, 10_000_000);
    Range.check("updatesPerEpoch", updatesPerEpoch, 0, 10_000_000);
    Range.require("order", order);
    Range.check("batchSize", batchSize, 1, 65_536);
    Range.check("steps", steps, 1, 10_000);
    Range.require("optimizer", optimizer);
    Range.check("rmspropDecay", rmspropDecay, 0, 0.9999);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
    Range.require("schedule", schedule);
    Range.check("warmup", warmup, 0, 10_000_000);
    Range.require("clip", clip);
    Range.check("clipThreshold", clipThreshold, 0, 1e6);
    Range.check("averaging", averaging, 0, Averaging.MOST);
    Range.check("patience", patience, 0, 10_000);
    Range.check("sampleLength", sampleLength, 0, 100_000);
  }

  /** Returns the listener that measures the gradient and, with {@link Clip#GLOBAL}, clips it. */
  public GradientNorm gradientNorm() {
    return clip.gradientNorm(clipThreshold);
  }

  @Override
  public Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>(Clipping.idle(clipThreshold));
    if (optimizer != Optimizer.RMSPROP) {
      idle.put("rmspropDecay", "Adam has no such decay: add --optimizer rmsprop");
    }
    return idle;
  }
}
