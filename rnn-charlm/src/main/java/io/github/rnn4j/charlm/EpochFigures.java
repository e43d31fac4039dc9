package io.github.rnn4j.charlm;

import io.github.rnn4j.cli.ProgressFigures;
import io.github.rnn4j.train.EpochEvent;
import io.github.rnn4j.train.EpochPart;
import io.github.rnn4j.train.MinibatchEvent;
import io.github.rnn4j.train.RunControl;
import java.util.Locale;

/** Nats, bits and perplexity of the training of an epoch, and its speed. */
final class EpochFigures implements ProgressFigures {

  private final Schedule schedule;
  private boolean goesOn;
  private double nats;
  private long tokens;
  private double seconds;

  /** Figures of a run that goes on within an epoch, of which a part is done. */
  EpochFigures(Schedule schedule, EpochPart done) {
    this.schedule = schedule;
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
    Double validated = event.validation().get(TrainingSession.NATS);
    return validated == null ? "none" : text(LanguageFigures.of(1, validated));
  }

  @Override
  public String name(int epoch, RunControl run) {
    return String.format(
        Locale.ROOT, "epoch %d/%d, update %,d", epoch, run.epochs(), schedule.updatesAfter(epoch));
  }

  static String text(LanguageFigures figures) {
    return String.format(
        Locale.ROOT,
        "%.4f nats, %.4f bits, perplexity %.3f",
        figures.nats(),
        figures.bits(),
        figures.perplexity());
  }
}
