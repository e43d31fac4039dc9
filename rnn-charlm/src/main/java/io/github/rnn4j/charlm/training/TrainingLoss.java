package io.github.rnn4j.charlm.training;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingTotals;

/** The training loss of the epoch, which chooses the best one where no text is held out. */
final class TrainingLoss implements RunListener {

  private TrainingTotals soFar = TrainingTotals.NONE;

  /** An interruption may have left nothing of the epoch but its validation. */
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
