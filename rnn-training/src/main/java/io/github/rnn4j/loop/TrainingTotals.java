package io.github.rnn4j.loop;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Totals of training over one minibatch, over an epoch so far, or over a whole epoch. Validation is
 * not included.
 *
 * <p>The totals are sums, from which means are computed. The totals of two parts of an epoch
 * therefore add up to those of the whole epoch, and a run that resumes within an epoch continues
 * them.
 *
 * @param minibatches the number of minibatches trained; each is one update
 * @param sequences the number of sequences in them
 * @param tokens the number of real steps in them, without padding
 * @param lossSum the sum over the minibatches of loss times number of sequences
 * @param seconds time spent on fetching the minibatches and on the updates
 * @param counts other counts by name; see {@link Training#counting}
 */
public record TrainingTotals(
    int minibatches,
    long sequences,
    long tokens,
    double lossSum,
    double seconds,
    Map<String, Long> counts)
    implements Serializable {

  /** The totals before training. */
  public static final TrainingTotals NONE = new TrainingTotals(0, 0, 0, 0, 0, Map.of());

  /**
   * Copies the counts.
   *
   * @param minibatches the number of minibatches trained
   * @param sequences the number of sequences in them
   * @param tokens the number of real steps in them
   * @param lossSum sum of loss times sequences
   * @param seconds time spent
   * @param counts other counts
   * @throws IllegalArgumentException if a count or the time is negative, or the name of a count is
   *     not legal
   */
  public TrainingTotals {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    counts.keySet().forEach(ValidationMetrics::checkName);
    if (minibatches < 0
        || sequences < 0
        || tokens < 0
        || !(seconds >= 0)
        || counts.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "The training totals have %d minibatches, %d sequences, %d tokens, %s seconds and the counts %s: all must be at least 0."
              .formatted(minibatches, sequences, tokens, seconds, counts));
    }
  }

  /**
   * The mean loss per sequence. Over an epoch it lags behind the loss of the network at the end of
   * the epoch, because the weights change while it is measured.
   *
   * @return mean of the minibatches' losses, weighted by their number of sequences; NaN if there
   *     are none
   */
  public double loss() {
    return lossSum / sequences;
  }

  /**
   * The mean loss per step, for networks with an output at every step.
   *
   * @return the mean over all real steps; NaN if there are none. It is exact only without
   *     regularization, whose terms Deeplearning4j adds to the loss per sequence
   */
  public double lossPerToken() {
    return lossSum / tokens;
  }

  /**
   * The throughput of training, including the time spent waiting for data.
   *
   * @return real steps per second; 0 if no time has passed
   */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }

  /**
   * Adds later totals to these.
   *
   * @param next the totals to add
   * @return the totals of both
   */
  public TrainingTotals plus(TrainingTotals next) {
    Map<String, Long> all = new TreeMap<>(counts);
    next.counts.forEach((name, count) -> all.merge(name, count, Long::sum));
    return new TrainingTotals(
        minibatches + next.minibatches,
        sequences + next.sequences,
        tokens + next.tokens,
        lossSum + next.lossSum,
        seconds + next.seconds,
        all);
  }
}
