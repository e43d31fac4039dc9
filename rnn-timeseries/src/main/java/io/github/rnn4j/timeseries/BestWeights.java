package io.github.rnn4j.timeseries;

import io.github.rnn4j.train.EpochEvent;
import io.github.rnn4j.train.RunControl;
import io.github.rnn4j.train.RunListener;
import io.github.rnn4j.train.TrainingResult;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps the weights of the best epoch, and puts them back when training has ended. */
final class BestWeights implements RunListener {

  private Model network;
  private INDArray best;

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (event.best()) {
      network = run.network();
      best = network.params().dup();
    }
  }

  @Override
  public void ended(TrainingResult result) {
    network.setParams(best);
  }
}
