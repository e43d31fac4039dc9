package io.github.rnn4j.timeseries.tutorial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tutorial's experiment came to; the result of {@code tutorial --json}.
 *
 * @param run the directory of the run
 * @param seeds from how many initial weights
 * @param losses by epoch, every tenth and the last: least, median and greatest over the seeds
 */
record TutorialReport(String run, int seeds, Map<Integer, Spread> losses) {

  /**
   * Losses over seeds.
   *
   * @param least the best
   * @param median of an even number the mean of the two in the middle
   * @param greatest the worst
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

  /** The run whose last loss is the median, or the next one below it. */
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
