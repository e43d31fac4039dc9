package io.github.rnn4j.loop;

/**
 * What training on the minibatches of one epoch added up to; validation is not part of it.
 *
 * @param minibatches minibatches trained on, at least 1
 * @param sequences sequences in them
 * @param tokens real steps in them, without the padding
 * @param loss mean of the minibatches' losses, weighted by their sequences. The weights change
 *     while it is measured, so it lags behind the loss of the finished epoch.
 * @param seconds time spent on getting the minibatches and on the updates
 */
public record TrainingTotals(
    int minibatches, long sequences, long tokens, double loss, double seconds) {

  /**
   * The loss of a step, where the network has an output at every step.
   *
   * @return mean over all real steps: {@link #loss()} times sequences by tokens; exact without
   *     regularisation, whose terms Deeplearning4j adds to the loss of a sequence
   */
  public double lossPerToken() {
    return loss * sequences / tokens;
  }

  /**
   * The throughput of training, waiting for data included.
   *
   * @return real steps per second; 0 if no time has passed
   */
  public double tokensPerSecond() {
    return seconds > 0 ? tokens / seconds : 0;
  }
}
