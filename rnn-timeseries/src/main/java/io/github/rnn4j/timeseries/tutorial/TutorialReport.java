package io.github.rnn4j.timeseries.tutorial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of the tutorial's experiment, as printed by {@code tutorial --json}.
 *
 * @param run the run folder
 * @param seeds how many sets of initial weights
 * @param losses the spread over the seeds of every tenth epoch and the last, by epoch, counted from
 *     0
 * @param networkSeed the seed of the network that is saved, the one with the median final loss
 * @param actual the point that follows each step
 * @param predictions the predictions of that network for each step, by the number of epochs trained
 */
record TutorialReport(
    String run,
    int seeds,
    Map<Integer, Spread> losses,
    long networkSeed,
    List<Double> actual,
    Map<Integer, List<Double>> predictions) {

  /**
   * The spread of the losses over the seeds.
   *
   * @param least the lowest loss
   * @param median the median; of an even number of losses, the mean of the middle two
   * @param greatest the highest loss
   */
  record Spread(double least, double median, double greatest) {}

  static TutorialReport of(String run, TutorialConfig config, List<Tutorial.Run> runs) {
    Map<Integer, Spread> losses = new LinkedHashMap<>();
    for (int epoch = 0; epoch < config.epochs(); epoch++) {
      if (epoch % 10 == 0 || epoch == config.epochs() - 1) {
        losses.put(epoch, spread(runs, epoch));
      }
    }
    Tutorial.Run typical = typical(runs);
    return new TutorialReport(
        run,
        runs.size(),
        losses,
        typical.seed(),
        Arrays.stream(Tutorial.targets(config)).boxed().toList(),
        typical.predictions());
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
    double[] losses = runs.stream().mapToDouble(run -> run.loss(epoch)).sorted().toArray();
    int n = losses.length;
    return new Spread(losses[0], (losses[(n - 1) / 2] + losses[n / 2]) / 2, losses[n - 1]);
  }

  /** Returns the spread of the last epoch. */
  Spread last() {
    return losses.get(lastKey(losses));
  }

  /** Returns the number of epochs. */
  int epochs() {
    return lastKey(losses) + 1;
  }

  /** Returns the predictions of the trained network. */
  List<Double> lastPredictions() {
    return predictions.get(lastKey(predictions));
  }

  private static int lastKey(Map<Integer, ?> map) {
    return map.keySet().stream().mapToInt(key -> key).max().orElseThrow();
  }

  /** Says which network the predictions are from. */
  String network() {
    return seeds == 1
        ? "seed " + networkSeed
        : "seed " + networkSeed + ", the median final loss of " + seeds;
  }
}
