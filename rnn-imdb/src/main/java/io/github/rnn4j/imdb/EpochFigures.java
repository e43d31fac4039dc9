package io.github.rnn4j.imdb;

import io.github.rnn4j.train.MinibatchEvent;
import java.util.Locale;

/** What the minibatches of an epoch have added up to so far. */
final class EpochFigures {

  private double loss;
  private long correct;
  private long sequences;
  private long tokens;
  private double seconds;

  void add(MinibatchEvent event, int correctOnes) {
    loss += event.loss() * event.sequences();
    correct += correctOnes;
    sequences += event.sequences();
    tokens += event.tokens();
    seconds += event.seconds();
  }

  /** Mean loss, share of right answers and speed. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f, %,.0f tokens/s",
        loss / sequences,
        (double) correct / sequences,
        tokens / Math.max(seconds, 1e-9));
  }

  /** Time for the minibatches that are left, at the speed so far. */
  double secondsLeft(int done, int all) {
    return seconds / done * (all - done);
  }
}
