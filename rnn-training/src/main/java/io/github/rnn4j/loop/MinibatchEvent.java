package io.github.rnn4j.loop;

/**
 * The results of a minibatch that has been trained.
 *
 * <p>The loss of a minibatch is the network's score on it before the update: the mean loss of its
 * sequences (summed over the steps if there is an output at every step) plus the regularization
 * terms. With truncated BPTT, it is the loss of the last segment only.
 *
 * @param epoch the epoch, counted from 1
 * @param minibatch the totals of this minibatch: {@code B} sequences, and the seconds from
 *     requesting it to the end of its update
 * @param soFar the totals of the epoch up to and including this minibatch, also counting those
 *     before an interruption; {@code soFar.minibatches()} is the number of this one, counted from 1
 */
public record MinibatchEvent(int epoch, TrainingTotals minibatch, TrainingTotals soFar) {}
