package io.github.rnn4j.charlm.training;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingTotals;

/** The training loss of an epoch, which chooses the best epoch if no text is held out. */
final class TrainingLoss implements RunListener {

  private TrainingTotals soFar = TrainingTotals.NONE;

  /** Restores the loss, because an interrupted epoch may have only its validation left to do. */
  @Override
  public void started(RunControl run) {
    soFar = run.from().part();
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    soFar = event.soFar();
  }

  double nats() {
    return soFar.lossPerToken();
  }
}
