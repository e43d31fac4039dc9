package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps the weights of the best epoch and restores them when training ends. */
final class BestWeights implements RunListener {

  private final Optional<RunDirectory> part;
  private Model network;
  private INDArray best;

  /**
   * Takes the folder that the training run is saved in: a resumed run may have had its best epoch
   * before the interruption.
   */
  BestWeights(Optional<RunDirectory> part) {
    this.part = part;
  }

  @Override
  public void started(RunControl run) {
    network = run.network();
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (event.best()) {
      best = network.params().dup();
    }
  }

  @Override
  public void ended(TrainingResult result) {
    network.setParams(best == null ? ofEarlierStart() : best);
  }

  private INDArray ofEarlierStart() {
    return SavedNetworks.multiLayerNetwork(part.orElseThrow(), RunDirectory.BEST).params();
  }
}
