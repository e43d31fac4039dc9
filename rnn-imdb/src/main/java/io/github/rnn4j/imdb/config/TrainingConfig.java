package io.github.rnn4j.imdb.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * How the network is trained: with Adam (D. P. Kingma, J. Ba, 2014, <a
 * href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic Optimization</a>) and early
 * stopping on the validation part.
 *
 * @param epochs passes over the training part at most, 1 to 10,000
 * @param batchSize B, reviews in a minibatch, 1 to 65,536
 * @param learningRate step size of Adam, above 0 to 1
 * @param clipNorm the largest Euclidean norm of the gradient of a layer, above 0; a longer one is
 *     scaled down to it. 0 for no clipping.
 * @param monitor the figure of the validation part that chooses the epoch whose weights are kept
 * @param patience epochs without a better such figure that are tolerated, 1 to 10,000
 * @param seed any number: the same seed, data, configuration and number of threads repeat a run
 *     exactly
 */
public record TrainingConfig(
    @Knob("Passes over the training reviews at most, 1 to 10000.") int epochs,
    @Knob("Reviews in a minibatch, 1 to 65536.") int batchSize,
    @Knob("Step size of Adam, above 0 and at most 1.") double learningRate,
    @Knob("Largest norm of the gradient of a layer; 0 for no clipping.") double clipNorm,
    @Knob("What chooses the epoch that is kept, on the validation part: ${COMPLETION-CANDIDATES}.")
        Monitored monitor,
    @Knob("Epochs without a better such figure before training stops, 1 to 10000.") int patience,
    @Knob("Seed of sampling, split, initial weights and order; repeats a run exactly.") long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TrainingConfig {
    Range.check("epochs", epochs, 1, 10_000);
    Range.check("batchSize", batchSize, 1, 65_536);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
    Range.check("clipNorm", clipNorm, 0, 1e6);
    Range.require("monitor", monitor);
    Range.check("patience", patience, 1, 10_000);
  }
}
