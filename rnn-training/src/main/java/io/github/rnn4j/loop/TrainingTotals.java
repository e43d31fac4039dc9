package io.github.rnn4j.loop;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training has added up to: over one minibatch, over an epoch so far, or over a whole epoch.
 * Validation is not part of it.
 *
 * <p>It holds sums, and means follow from them. So the totals of two parts of an epoch add up to
 * those of the whole, and a run that resumes within an epoch continues every number.
 *
 * @param minibatches minibatches trained on; each is one update
 * @param sequences sequences in them
 * @param tokens real steps in them, without the padding
 * @param lossSum sum over the minibatches of their loss times their sequences
 * @param seconds time spent on getting the minibatches and on the updates
 * @param counts what else was counted, by name; see {@link Training#counting}
 */
public record TrainingTotals(
    int minibatches,
    long sequences,
    long tokens,
    double lossSum,
    double seconds,
    Map<String, Long> counts) {

  /** Nothing has been trained on. */
  public static final TrainingTotals NONE = new TrainingTotals(0, 0, 0, 0, 0, Map.of());

  /**
   * Copies the counts.
   *
   * @param minibatches minibatches trained on
   * @param sequences sequences in them
   * @param tokens real steps in them
   * @param lossSum sum of loss times sequences
   * @param seconds time spent
   * @param counts what else was counted
   * @throws IllegalArgumentException if a count or the time is negative, or a count has no legal
   *     name
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
          "The totals of a training have %d minibatches, %d sequences, %d tokens, %s seconds and the counts %s: give numbers of at least 0."
              .formatted(minibatches, sequences, tokens, seconds, counts));
    }
  }

  /**
   * The mean loss of a sequence. The weights change while it is measured, so over an epoch it lags
   * behind the loss of the network that the epoch ends with.
   *
   * @return mean of the minibatches' losses, weighted by their sequences; NaN without any
   */
  public double loss() {
    return lossSum / sequences;
  }

  /**
   * The mean loss of a step, where the network has an output at every step.
   *
   * @return mean over all real steps; exact without regularisation, whose terms Deeplearning4j adds
   *     to the loss of a sequence; NaN without any
   */
  public double lossPerToken() {
    return lossSum / tokens;
  }

  /**
   * The throughput of training, waiting for data included.
   *
   * @return real steps per second; 0 if no time has passed
   */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }

  /**
   * Adds what came next.
   *
   * @param next the totals after these
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
