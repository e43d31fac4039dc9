package io.github.rnn4j.imdb.config;

import io.github.rnn4j.config.Averaging;
import io.github.rnn4j.config.Clipping;
import io.github.rnn4j.config.IdleKnobs;
import io.github.rnn4j.config.Knob;
import io.github.rnn4j.config.Range;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.optimizer.GradientNorm;
import java.io.Serializable;
import java.util.Map;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * How the network is trained: with Adam (D. P. Kingma, J. Ba, 2014, <a
 * href="https://arxiv.org/abs/1412.6980">Adam: A Method for Stochastic Optimization</a>) and early
 * stopping on the validation set.
 *
 * @param epochs maximum number of passes over the training set, 1 to 10,000
 * @param batchSize B, reviews per minibatch, 1 to 65,536
 * @param learningRate learning rate of Adam, above 0 and at most 1
 * @param schedule how the learning rate changes from epoch to epoch
 * @param clip what gradient clipping limits
 * @param clipThreshold the limit, where the gradient is that of the mean over the sequences of a
 *     minibatch, summed over the steps of a sequence; 0 for no clipping, at most 1,000,000
 * @param monitor the validation metric that chooses the epoch whose weights are kept
 * @param patience epochs without improvement of that metric before training stops, 1 to 10,000
 * @param seed any number; the same seed, data, configuration and number of threads reproduce a run
 *     exactly
 * @param classWeights how much the texts of a class count
 * @param embeddingRate learning rate of the word vectors, as a multiple of {@code learningRate},
 *     0.01 to 100; not used with one-hot input
 * @param averaging how slowly the average of the weights that is validated and saved changes, 0 to
 *     0.9999; 0 for the weights of the last update
 * @param ngrams what the n-grams are used for
 */
public record TrainingConfig(
    @Knob("Maximum number of passes over the training reviews, 1 to 10000.") int epochs,
    @Knob("Reviews per minibatch, 1 to 65536.") int batchSize,
    @Knob("Learning rate of Adam, above 0 and at most 1.") double learningRate,
    @Knob(
            inEarlierRuns = "CONSTANT",
            value =
                "How the learning rate changes: ${COMPLETION-CANDIDATES}. decaying: constant for half"
                    + " of the epochs, then decays to a twentieth of --learning-rate in the last one.")
        RateSchedule schedule,
    @Knob(value = Clipping.CLIP, inEarlierRuns = "LAYER") Clip clip,
    @Knob(value = Clipping.THRESHOLD, formerName = "clipNorm") double clipThreshold,
    @Knob(
            "Validation metric that decides which epoch's weights are kept:"
                + " ${COMPLETION-CANDIDATES}.")
        Monitored monitor,
    @Knob("Epochs without improvement before training stops, 1 to 10000.") int patience,
    @Knob(
            "Seed for initial weights, data order, and how the data is sampled and split; the same"
                + " seed reproduces a run.")
        long seed,
    @Knob(
            inEarlierRuns = "NONE",
            value =
                "How much the texts of a class count in training: ${COMPLETION-CANDIDATES}. With"
                    + " balanced, all texts of a class together count as much as those of any other"
                    + " class.")
        ClassWeighting classWeights,
    @Knob(
            inEarlierRuns = "1",
            value =
                "Learning rate of the word vectors, as a multiple of --learning-rate, 0.01 to 100.")
        double embeddingRate,
    @Knob(inEarlierRuns = "0", value = Averaging.TEXT) double averaging,
    @Knob(
            inEarlierRuns = "BASELINE",
            value =
                "How to use the n-grams (logistic regression on sequences of one to three words):"
                    + " ${COMPLETION-CANDIDATES}. baseline: only report their results; combined: let"
                    + " them predict together with the network.")
        Ngrams ngrams)
    implements IdleKnobs, Serializable {

  /**
   * Checks that all values are in range.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public TrainingConfig {
    Range.check("epochs", epochs, 1, 10_000);
    Range.check("batchSize", batchSize, 1, 65_536);
    Range.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
    Range.require("schedule", schedule);
    Range.require("clip", clip);
    Range.check("clipThreshold", clipThreshold, 0, 1e6);
    Range.require("monitor", monitor);
    Range.check("patience", patience, 1, 10_000);
    Range.require("classWeights", classWeights);
    Range.check("embeddingRate", embeddingRate, 0.01, 100);
    Range.check("averaging", averaging, 0, Averaging.MOST);
    Range.require("ngrams", ngrams);
  }

  /** Returns a copy with another seed. */
  TrainingConfig withSeed(long other) {
    return new TrainingConfig(
        epochs,
        batchSize,
        learningRate,
        schedule,
        clip,
        clipThreshold,
        monitor,
        patience,
        other,
        classWeights,
        embeddingRate,
        averaging,
        ngrams);
  }

  /** Returns the updater of all layers but the embedding. */
  public IUpdater updater() {
    return schedule.adam(learningRate, epochs);
  }

  /** Returns the updater of the word vectors. */
  public IUpdater embeddingUpdater() {
    return schedule.lazyAdam(embeddingRate * learningRate, epochs);
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
