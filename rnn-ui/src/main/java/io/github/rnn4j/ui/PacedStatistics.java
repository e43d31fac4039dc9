package io.github.rnn4j.ui;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's listener for the training UI, which reports at a {@link Pace} instead of at
 * every n-th update.
 */
final class PacedStatistics extends BaseTrainingListener {

  private final ShownStatistics shown = new ShownStatistics();
  private final StatsListener statistics;
  private final Pace pace;
  private boolean due = true;
  private boolean ended;
  private long cost;
  private int reports;
  private double seconds;

  PacedStatistics(StatsStorageRouter reports, String session, String network, Pace pace) {
    this.statistics = new StatsListener(reports, null, shown, session, network);
    this.pace = pace;
  }

  /** The number of reports made. */
  int reports() {
    return reports;
  }

  /** How long training waited for the reports, in seconds. */
  double seconds() {
    return seconds;
  }

  /** Stops reporting; the network keeps its listeners. */
  void end() {
    ended = true;
  }

  @Override
  public void onForwardPass(Model model, List<INDArray> activations) {
    ifDue(() -> statistics.onForwardPass(model, activations));
  }

  @Override
  public void onForwardPass(Model model, Map<String, INDArray> activations) {
    ifDue(() -> statistics.onForwardPass(model, activations));
  }

  @Override
  public void onGradientCalculation(Model model) {
    ifDue(() -> statistics.onGradientCalculation(model));
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    if (ended) {
      return;
    }
    long start = System.nanoTime();
    statistics.iterationDone(model, iteration, epoch); // counts the update, due or not
    if (due) {
      cost += System.nanoTime() - start;
      pace.reported(cost);
      reports++;
      seconds += cost / 1e9;
      cost = 0;
    }
    due = pace.due();
    shown.setDue(due); // for the next update, from its forward pass on
  }

  private void ifDue(Runnable part) {
    if (due && !ended) {
      long start = System.nanoTime();
      part.run();
      cost += System.nanoTime() - start;
    }
  }
}
