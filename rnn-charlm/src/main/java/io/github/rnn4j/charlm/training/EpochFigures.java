package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.cli.train.ProgressFigures;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.EpochPart;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.MetricName;
import java.util.Locale;

/** Nats, bits and perplexity of the training of an epoch, and its speed. */
public final class EpochFigures implements ProgressFigures {

  private boolean goesOn;
  private long updates;
  private double nats;
  private long tokens;
  private double seconds;

  /** Figures of a run, new or going on, maybe within an epoch. */
  EpochFigures(TrainingState from) {
    EpochPart done = from.part();
    this.updates =
        done.minibatches()
            + from.epochs().stream().mapToLong(epoch -> epoch.training().minibatches()).sum();
    this.goesOn = done.minibatches() > 0;
    this.nats = done.weightedLoss();
    this.tokens = done.tokens();
    this.seconds = done.seconds();
  }

  @Override
  public void begin() {
    if (goesOn) {
      goesOn = false;
      return;
    }
    nats = 0;
    tokens = 0;
    seconds = 0;
  }

  @Override
  public void add(MinibatchEvent event) {
    updates++;
    nats += event.loss() * event.sequences();
    tokens += event.tokens();
    seconds += event.seconds();
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT, "%s, %,.0f tokens/s", text(training()), tokens / Math.max(seconds, 1e-9));
  }

  /** The training of the epoch so far. */
  LanguageFigures training() {
    return LanguageFigures.of(tokens, nats / tokens);
  }

  @Override
  public String validation(EpochEvent event) {
    Double validated = event.validation().get(MetricName.NATS);
    return validated == null ? "none" : text(LanguageFigures.of(1, validated));
  }

  @Override
  public String nameAfter(int epoch, RunControl run) {
    return String.format(Locale.ROOT, "%s, update %,d", name(epoch, run), updates);
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
