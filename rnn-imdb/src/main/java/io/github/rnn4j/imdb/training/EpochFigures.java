package io.github.rnn4j.imdb.training;

import io.github.rnn4j.cli.train.ProgressFigures;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.metric.MetricName;
import java.util.Locale;

/** Mean loss, share of right answers and speed of an epoch. */
final class EpochFigures implements ProgressFigures {

  private final TrainingAccuracy accuracy;
  private double loss;
  private long correct;
  private long sequences;
  private long tokens;
  private double seconds;

  EpochFigures(TrainingAccuracy accuracy) {
    this.accuracy = accuracy;
  }

  @Override
  public void begin() {
    loss = 0;
    correct = 0;
    sequences = 0;
    tokens = 0;
    seconds = 0;
  }

  @Override
  public void add(MinibatchEvent event) {
    loss += event.loss() * event.sequences();
    correct += accuracy.correct();
    sequences += event.sequences();
    tokens += event.tokens();
    seconds += event.seconds();
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f, %,.0f tokens/s",
        loss / sequences,
        (double) correct / sequences,
        tokens / Math.max(seconds, 1e-9));
  }

  @Override
  public String validation(EpochEvent event) {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f",
        event.validation().get(MetricName.LOSS),
        event.validation().get(MetricName.ACCURACY));
  }
}
