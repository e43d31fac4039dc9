package io.github.rnn4j.charlm.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * How the network is trained. An epoch is a number of updates here, not a pass over the data: after
 * each the network is measured on the validation part, saved, and writes a sample.
 *
 * @param updates all updates of the weights, one for each minibatch, 1 to 10,000,000
 * @param updatesPerEpoch updates from one validation to the next, 1 or more; 0 for a pass over the
 *     training part, of windows over all of them: they overlap, and each token comes T times
 * @param order how a text is cut into minibatches; lines and sentences come whole, in random order
 * @param batchSize B, sequences in a minibatch, 1 to 65,536
 * @param steps T, tokens that each row of a minibatch reads and the gradient goes back over, 1 to
 *     10,000; lines and sentences have their own length
 * @param optimizer what makes an update of a gradient
 * @param learningRate the step size, above 0 to 1
 * @param schedule how the learning rate goes on
 * @param warmup updates over which the learning rate rises from near 0, 0 for none
 * @param clipNorm the largest Euclidean norm of the gradient of a layer, above 0, of the loss
 *     summed over the steps of a sequence; a longer one is scaled down to it. 0 for no clipping.
 * @param patience epochs without a better validation loss before training stops; 0 to go on
 * @param sampleLength tokens of the sample after each epoch; 0 for none
 * @param seed any number: the same seed, data, configuration and number of threads repeat a run
 *     exactly
 */
public record TrainingConfig(
    @Knob("All updates of the weights, 1 to 10000000.") int updates,
    @Knob(
            "Updates of an epoch: after it come validation, a checkpoint and a sample; 0 for a pass over"
                + " the training part, of windows over all of them, which overlap.")
        int updatesPerEpoch,
    @Knob(
            "How a text is cut: ${COMPLETION-CANDIDATES}. windows: at random, each from the zero state;"
                + " streams: read on and on, the state carried over.")
        Order order,
    @Knob("Rows of a minibatch, 1 to 65536.") int batchSize,
    @Knob(
            "Tokens of a row, over which the gradient goes back, 1 to 10000; lines and sentences come"
                + " whole.")
        int steps,
    @Knob("What makes the update: ${COMPLETION-CANDIDATES}.") Optimizer optimizer,
    @Knob("Step size, above 0 and at most 1.") double learningRate,
    @Knob(
            "How the step size goes on: ${COMPLETION-CANDIDATES}; linear falls to 0, exponential to a"
                + " hundredth.")
        RateSchedule schedule,
    @Knob("Updates over which the step size rises at first; 0 for none.") int warmup,
    @Knob("Largest norm of the gradient of a layer; 0 for no clipping.") double clipNorm,
    @Knob("Epochs without a better validation loss before training stops; 0 for no stop.")
        int patience,
    @Knob("Tokens of the sample after each epoch; 0 for none.") int sampleLength,
    @Knob("Seed of initial weights, order, dropout and samples; repeats a run exactly.")
        long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range or missing
   */
  public TrainingConfig {
    Range.check("updates", updates, 1, 10_000_000);
    Range.check("updatesPerEpoch", updatesPerEpoch, 0, 10_000_000);
    Range.require("order", order);
    Range.check("batchSize", batchSize, 1, 65_536);
    Range.check("steps", steps, 1, 10_000);
    Range.require("optimizer", optimizer);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
    Range.require("schedule", schedule);
    Range.check("warmup", warmup, 0, 10_000_000);
    Range.check("clipNorm", clipNorm, 0, 1e6);
    Range.check("patience", patience, 0, 10_000);
    Range.check("sampleLength", sampleLength, 0, 100_000);
  }
}
