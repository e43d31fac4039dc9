package io.github.rnn4j.loop;

/**
 * One minibatch has been trained on.
 *
 * <p>The loss of a minibatch is the network's score on it before its update: the mean over the
 * sequences of their loss, summed over the steps where there is an output at each, plus the
 * regularisation terms; with truncated BPTT that of the last segment only.
 *
 * @param epoch the epoch, counted from 1
 * @param minibatch the totals of this minibatch alone: {@code B} sequences, and the seconds from
 *     asking for it to the end of its update
 * @param soFar the totals of the epoch up to this minibatch and with it, those of before an
 *     interruption included; {@code soFar.minibatches()} is the number of this one, counted from 1
 */
public record MinibatchEvent(int epoch, TrainingTotals minibatch, TrainingTotals soFar) {}
