package io.github.rnn4j.imdb.config;

import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;

/**
 * How the network is trained: with Adam (D. P. Kingma, J. Ba, 2014, <a
 * href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic Optimization</a>) and early
 * stopping on the validation set.
 *
 * @param epochs maximum number of passes over the training set, 1 to 10,000
 * @param batchSize B, reviews per minibatch, 1 to 65,536
 * @param learningRate learning rate of Adam, above 0 and at most 1
 * @param clipNorm maximum Euclidean norm of a layer's gradient; a larger gradient is scaled down to
 *     it. 0 for no clipping.
 * @param monitor the validation metric that chooses the epoch whose weights are kept
 * @param patience epochs without improvement of that metric before training stops, 1 to 10,000
 * @param seed any number; the same seed, data, configuration and number of threads reproduce a run
 *     exactly
 */
public record TrainingConfig(
    @Knob("Maximum number of passes over the training reviews, 1 to 10000.") int epochs,
    @Knob("Reviews per minibatch, 1 to 65536.") int batchSize,
    @Knob("Learning rate of Adam, above 0 and at most 1.") double learningRate,
    @Knob("Maximum norm of a layer's gradient; 0 for no clipping.") double clipNorm,
    @Knob(
            "Validation metric that decides which epoch's weights are kept:"
                + " ${COMPLETION-CANDIDATES}.")
        Monitored monitor,
    @Knob("Epochs without improvement before training stops, 1 to 10000.") int patience,
    @Knob(
            "Seed for sampling and splitting the data, initial weights and data order; the same"
                + " seed reproduces a run.")
        long seed) {

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range
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
