package io.github.rnn4j.imdb.training;

import io.github.rnn4j.cli.train.ProgressFigures;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.metric.MetricName;
import java.util.Locale;

/** Formats the mean loss, accuracy and speed of an epoch. */
public final class EpochFigures implements ProgressFigures {

  /** The name of the counter of correct predictions. */
  public static final String CORRECT = "correct";

  @Override
  public String training(TrainingTotals totals) {
    return String.format(
        Locale.ROOT,
        "loss %.4f, accuracy %.3f, %,.0f tokens/s",
        totals.loss(),
        (double) totals.counts().get(CORRECT) / totals.sequences(),
        totals.tokensPerSecond());
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
