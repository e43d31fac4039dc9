package io.github.rnn4j.loop;

/**
 * What the minibatches of an epoch have added up to so far, where a run is saved within the epoch.
 *
 * @param minibatches minibatches trained on; the run goes on with the one after them
 * @param sequences sequences in them
 * @param tokens real steps in them, without the padding
 * @param weightedLoss sum over the minibatches of loss times sequences
 * @param seconds time spent on getting them and on the updates
 */
public record EpochPart(
    int minibatches, long sequences, long tokens, double weightedLoss, double seconds) {

  /** Nothing of the epoch is done. */
  public static final EpochPart NONE = new EpochPart(0, 0, 0, 0, 0);

  /**
   * Checks that nothing is negative.
   *
   * @param minibatches minibatches trained on
   * @param sequences sequences in them
   * @param tokens real steps in them
   * @param weightedLoss sum of loss times sequences
   * @param seconds time spent
   * @throws IllegalArgumentException if a count or the time is negative
   */
  public EpochPart {
    if (minibatches < 0 || sequences < 0 || tokens < 0 || !(seconds >= 0)) {
      throw new IllegalArgumentException(
          "A part of an epoch has %d minibatches, %d sequences, %d tokens and %s seconds: give numbers of at least 0."
              .formatted(minibatches, sequences, tokens, seconds));
    }
  }
}
