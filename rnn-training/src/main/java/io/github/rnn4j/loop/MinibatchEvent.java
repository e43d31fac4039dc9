package io.github.rnn4j.loop;

import java.util.List;

/**
 * The results of a minibatch that has been trained.
 *
 * <p>The loss of a minibatch is the network's score on it before the update: the mean loss of its
 * sequences (summed over the steps if there is an output at every step) plus the regularization
 * terms. With truncated BPTT, it is the sum over the segments, each before its own update.
 *
 * @param epoch the epoch, counted from 1
 * @param minibatch the totals of this minibatch: {@code B} sequences, and the seconds from
 *     requesting it to the end of its update
 * @param soFar the totals of the epoch up to and including this minibatch, also counting those
 *     before an interruption; {@code soFar.minibatches()} is the number of this one, counted from 1
 * @param updates the updates of the weights, in order: one, or one for each segment of truncated
 *     BPTT
 */
public record MinibatchEvent(
    int epoch, TrainingTotals minibatch, TrainingTotals soFar, List<Update> updates) {

  /**
   * One update of the weights.
   *
   * @param number its number, counted from 1 since the network was built
   * @param loss the network's score before the update, on the minibatch or the segment of it
   * @param gradientNorm the Euclidean norm of the gradient over all parameters, before clipping;
   *     see {@link io.github.rnn4j.optimizer.GradientNorm}
   */
  public record Update(long number, double loss, double gradientNorm) {}

  /**
   * Copies the updates.
   *
   * @param epoch the epoch
   * @param minibatch the totals of this minibatch
   * @param soFar the totals of the epoch so far
   * @param updates the updates of the weights
   */
  public MinibatchEvent {
    updates = List.copyOf(updates);
  }
}
