package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chooses the number of units: trains one network of each size and compares how well they forecast
 * the validation period from each of its steps (rolling origin).
 *
 * @param config the configuration with the number of units that was chosen
 * @param reason why
 */
public record SizeChoice(SeriesConfig config, String reason) {

  /** Another size than the usual one must be better by this share. */
  private static final double BETTER = 0.005;

  private static final long LONG = 20_000; // steps of training of all series together

  private record Candidate(int units, double loss) {}

  /**
   * Chooses half, once or twice the number of units of a configuration.
   *
   * @param config the configuration
   * @param task what is to be trained on
   * @param story where to tell what is being tried
   */
  public static SizeChoice of(SeriesConfig config, TrainingTask task, PrintStream story) {
    int usual = config.network().hidden();
    List<Integer> sizes =
        IntStream.of(usual / 2, usual, 2 * usual).filter(size -> size >= 1).boxed().toList();
    story.printf(
        "Choosing the number of units by the validation loss of a network with %s of them ...%n",
        sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    List<PreparedSeries> series = task.prepared();
    List<Candidate> candidates = new ArrayList<>();
    for (int size : sizes) {
      SeriesConfig tried = with(config, size);
      MemberTraining.Trained trained =
          new MemberTraining(tried, series, member -> List.of())
              .choose(config.training().seed(), 1);
      candidates.add(
          new Candidate(size, trained.result().best().validation().get(MetricName.LOSS)));
    }
    Candidate best =
        candidates.stream().filter(each -> each.units() == usual).findFirst().orElseThrow();
    for (Candidate candidate : candidates) {
      best = candidate.loss() < (1 - BETTER) * best.loss() ? candidate : best;
    }
    return new SizeChoice(with(config, best.units()), reason(best, candidates));
  }

  /** Returns whether trying several sizes would take more than a minute or two. */
  public static boolean takesLong(TrainingTask task) {
    return task.trainingSteps() > LONG;
  }

  private static SeriesConfig with(SeriesConfig config, int units) {
    NetworkConfig network = config.network();
    return config.with(
        network.with(units, network.horizon(), network.highway(), network.members()));
  }

  private static String reason(Candidate best, List<Candidate> candidates) {
    return "%d units (another number must be %s %% better): validation loss of one network %s"
        .formatted(
            best.units(),
            100 * BETTER,
            candidates.stream()
                .map(each -> String.format(Locale.ROOT, "%.4f with %d", each.loss(), each.units()))
                .collect(Collectors.joining(", ")));
  }
}
