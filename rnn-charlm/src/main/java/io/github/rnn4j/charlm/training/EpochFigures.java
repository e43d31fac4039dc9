package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.cli.train.ProgressFigures;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.metric.MetricName;
import java.util.Locale;

/** Formats the nats, bits, perplexity and speed of an epoch. */
public final class EpochFigures implements ProgressFigures {

  @Override
  public String training(TrainingTotals totals) {
    return String.format(
        Locale.ROOT, "%s, %,.0f tokens/s", text(figures(totals)), totals.tokensPerSecond());
  }

  /** Returns how well the network predicted its training data, before each update. */
  static LanguageFigures figures(TrainingTotals totals) {
    return LanguageFigures.of(totals.tokens(), totals.lossPerToken());
  }

  @Override
  public String validation(EpochEvent event) {
    Double validated = event.validation().get(MetricName.NATS);
    return validated == null ? "none" : text(LanguageFigures.of(1, validated));
  }

  @Override
  public String nameAfter(int epoch, RunControl run) {
    return String.format(Locale.ROOT, "%s, update %,d", name(epoch, run), run.updates());
  }

  public static String text(LanguageFigures figures) {
    return String.format(
        Locale.ROOT,
        "%.4f nats, %.4f bits, perplexity %.3f",
        figures.nats(),
        figures.bits(),
        figures.perplexity());
  }
}
