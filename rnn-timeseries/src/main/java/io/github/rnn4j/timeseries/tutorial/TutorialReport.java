package io.github.rnn4j.timeseries.tutorial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of the tutorial's experiment, as printed by {@code tutorial --json}.
 *
 * @param run the run folder
 * @param seeds how many sets of initial weights
 * @param losses the spread over the seeds of every tenth epoch and the last, by epoch
 */
record TutorialReport(String run, int seeds, Map<Integer, Spread> losses) {

  /**
   * The spread of the losses over the seeds.
   *
   * @param least the lowest loss
   * @param median the median; of an even number of losses, the mean of the middle two
   * @param greatest the highest loss
   */
  record Spread(double least, double median, double greatest) {}

  static TutorialReport of(String run, List<Tutorial.Run> runs) {
    Map<Integer, Spread> losses = new LinkedHashMap<>();
    int epochs = runs.get(0).losses().size();
    for (int epoch = 0; epoch < epochs; epoch++) {
      if (epoch % 10 == 0 || epoch == epochs - 1) {
        losses.put(epoch, spread(runs, epoch));
      }
    }
    return new TutorialReport(run, runs.size(), losses);
  }

  /**
   * Returns the run with the median final loss; of an even number of runs, the lower of the middle
   * two.
   */
  static Tutorial.Run typical(List<Tutorial.Run> runs) {
    List<Tutorial.Run> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparingDouble(Tutorial.Run::lastLoss));
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static Spread spread(List<Tutorial.Run> runs, int epoch) {
    double[] losses = runs.stream().mapToDouble(run -> run.losses().get(epoch)).sorted().toArray();
    int n = losses.length;
    return new Spread(losses[0], (losses[(n - 1) / 2] + losses[n / 2]) / 2, losses[n - 1]);
  }
}
