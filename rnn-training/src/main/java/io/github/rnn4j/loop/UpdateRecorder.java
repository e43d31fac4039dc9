package io.github.rnn4j.loop;

import io.github.rnn4j.optimizer.GradientNorm;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Records the updates that Deeplearning4j makes while it trains a minibatch. */
final class UpdateRecorder extends BaseTrainingListener {

  private final GradientNorm norm;
  private final List<MinibatchEvent.Update> updates = new ArrayList<>();

  UpdateRecorder(GradientNorm norm) {
    this.norm = norm;
  }

  @Override
  public void onGradientCalculation(Model network) {
    norm.onGradientCalculation(network);
  }

  @Override
  public void iterationDone(Model network, int iteration, int epoch) {
    updates.add(new MinibatchEvent.Update(iteration + 1L, network.score(), norm.latest()));
  }

  /** Returns the updates since the last call. */
  List<MinibatchEvent.Update> take() {
    List<MinibatchEvent.Update> taken = List.copyOf(updates);
    updates.clear();
    return taken;
  }
}
