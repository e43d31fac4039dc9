package io.github.rnn4j.loop;

/**
 * One minibatch has been trained on.
 *
 * @param epoch the epoch, counted from 1
 * @param minibatch the minibatch in the epoch, counted from 1
 * @param loss the network's score on the minibatch before its update: mean over the sequences of
 *     their loss, summed over the steps where there is an output at each, plus the regularisation
 *     terms; with truncated BPTT that of the last segment only
 * @param sequences {@code B}, the sequences in it
 * @param tokens the real steps in it, without the padding
 * @param seconds from asking for the minibatch to the end of its update
 */
public record MinibatchEvent(
    int epoch, int minibatch, double loss, long sequences, long tokens, double seconds) {

  /**
   * The loss of a step, where the network has an output at every step.
   *
   * @return mean over the real steps of the minibatch
   */
  public double lossPerToken() {
    return loss * sequences / tokens;
  }
}
