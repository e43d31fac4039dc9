package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Sets a constant learning rate after a number of epochs; the updater keeps its moments.
 *
 * @param after the number of epochs before the change
 * @param rate the learning rate from then on
 */
record LearningRateChange(int after, double rate) implements RunListener {

  @Override
  public void started(RunControl run) {
    if (run.history().size() >= after) {
      set(run.network());
    }
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (event.epoch() == after) {
      set(run.network());
    }
  }

  private void set(Model network) {
    if (network instanceof MultiLayerNetwork multiLayer) {
      multiLayer.setLearningRate(rate);
    } else {
      ((ComputationGraph) network).setLearningRate(rate);
    }
  }
}
