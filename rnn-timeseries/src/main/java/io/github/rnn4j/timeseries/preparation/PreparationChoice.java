package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Chooses the power transform and the seasonal difference of a series: those with which a {@link
 * LinearAutoregression} that is fitted on the training period forecasts the validation period best,
 * from each of its steps.
 *
 * @param config the chosen preparation
 * @param reason why, for the user; empty if there was nothing to choose
 */
public record PreparationChoice(PreparationConfig config, String reason) {

  /** A more complicated candidate must be better by this share. */
  private static final double BETTER = 0.02;

  /** More variables are not looked at. */
  private static final int VARIABLES = 5;

  /** A seasonal difference needs so many seasons in the training period. */
  private static final int SEASONS = 3;

  private record Candidate(PreparationConfig config, double error) {}

  /**
   * Chooses.
   *
   * @param series the training and validation periods and nothing after them
   * @param least the lowest value of the whole series; a transform that it does not have is not
   *     tried
   * @param trainEnd the first step of the validation period
   * @param steps how many steps ahead to forecast
   * @param given the preparation, with the season that has been chosen
   * @param choosesPower whether the transform may be changed
   * @param choosesDifference whether the seasonal difference may be changed
   */
  public static PreparationChoice of(
      TimeSeries series,
      double least,
      int trainEnd,
      int steps,
      PreparationConfig given,
      boolean choosesPower,
      boolean choosesDifference) {
    List<Candidate> candidates = new ArrayList<>();
    for (PowerTransform power : choosesPower ? possible(least) : List.of(given.power())) {
      for (boolean difference : differences(given, trainEnd, choosesDifference)) {
        PreparationConfig tried = given.with(power, difference);
        double error = error(series, trainEnd, steps, tried);
        if (Double.isFinite(error)) {
          candidates.add(new Candidate(tried, error));
        }
      }
    }
    if (candidates.size() < 2) {
      return new PreparationChoice(candidates.isEmpty() ? given : candidates.get(0).config(), "");
    }
    Candidate best = candidates.get(0);
    for (Candidate candidate : candidates) {
      best = candidate.error() < (1 - BETTER) * best.error() ? candidate : best;
    }
    return new PreparationChoice(best.config(), reason(best, candidates));
  }

  private static String reason(Candidate best, List<Candidate> candidates) {
    PreparationConfig config = best.config();
    return String.format(
        Locale.ROOT,
        "%s, %s seasonal difference: on the validation period, a linear autoregression has %.3g times the error of the naive forecast; %s",
        config.power() == PowerTransform.NONE
            ? "no transform"
            : config.power() == PowerTransform.LOG ? "logarithms" : "square roots",
        config.seasonalDifference() ? "a" : "no",
        best.error(),
        candidates.size() == 2
            ? "the other possibility has %s".formatted(others(best, candidates))
            : "the %d other possibilities have %s"
                .formatted(candidates.size() - 1, others(best, candidates)));
  }

  private static String others(Candidate best, List<Candidate> candidates) {
    double[] errors =
        candidates.stream()
            .filter(candidate -> !candidate.equals(best))
            .mapToDouble(Candidate::error)
            .sorted()
            .toArray();
    return errors.length == 1
        ? String.format(Locale.ROOT, "%.3g", errors[0])
        : String.format(Locale.ROOT, "%.3g to %.3g", errors[0], errors[errors.length - 1]);
  }

  private static List<PowerTransform> possible(double least) {
    if (least > 0) {
      return List.of(PowerTransform.NONE, PowerTransform.SQRT, PowerTransform.LOG);
    }
    return least == 0
        ? List.of(PowerTransform.NONE, PowerTransform.SQRT)
        : List.of(PowerTransform.NONE);
  }

  private static List<Boolean> differences(
      PreparationConfig given, int trainEnd, boolean choosesDifference) {
    if (!choosesDifference) {
      return List.of(given.seasonalDifference());
    }
    return given.season() > 1 && trainEnd >= SEASONS * given.season()
        ? List.of(false, true)
        : List.of(false);
  }

  /** The mean over the variables of the error divided by that of the naive forecast. */
  private static double error(
      TimeSeries series, int trainEnd, int steps, PreparationConfig config) {
    double sum = 0;
    int count = Math.min(VARIABLES, series.values().length);
    for (double[] values : Arrays.copyOf(series.values(), count)) {
      double naive = naiveError(values, trainEnd, steps);
      if (naive == 0) {
        return Double.NaN;
      }
      try {
        LinearAutoregression fitted =
            LinearAutoregression.choose(
                config, series.axis(), values, trainEnd, values.length, steps);
        sum += fitted.error(series.axis(), values, trainEnd, values.length, steps) / naive;
      } catch (DataException notFitted) {
        return Double.NaN;
      }
    }
    return sum / count;
  }

  private static double naiveError(double[] values, int trainEnd, int steps) {
    double sum = 0;
    long count = 0;
    for (int origin = trainEnd - 1; origin + 1 < values.length; origin++) {
      for (int k = 1; k <= Math.min(steps, values.length - 1 - origin); k++) {
        sum += Math.abs(values[origin + k] - values[origin]);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
