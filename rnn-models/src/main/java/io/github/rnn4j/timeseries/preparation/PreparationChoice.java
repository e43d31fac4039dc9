package io.github.rnn4j.timeseries.preparation;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

  /** More series are not looked at. */
  private static final int MOST_SERIES = 200;

  /** More variables are not looked at. */
  private static final int VARIABLES = 5;

  /** A seasonal difference needs so many seasons in the training period. */
  private static final int SEASONS = 3;

  private record Candidate(PreparationConfig config, double error) {}

  /**
   * What may be chosen.
   *
   * @param given the preparation, with the season that has been chosen
   * @param least the lowest value of all; a transform that it does not have is not tried
   * @param power whether the transform may be changed
   * @param difference whether the seasonal difference may be changed
   */
  public record Options(PreparationConfig given, double least, boolean power, boolean difference) {

    private List<PreparationConfig> candidates(int trainEnd) {
      List<PreparationConfig> candidates = new ArrayList<>();
      for (PowerTransform each : power ? possible(least) : List.of(given.power())) {
        for (boolean seasonal : differences(given, trainEnd, difference)) {
          candidates.add(given.with(each, seasonal));
        }
      }
      return candidates;
    }
  }

  /**
   * Chooses for one series.
   *
   * @param past its training and validation periods
   * @param steps how many steps ahead to forecast
   */
  public static PreparationChoice of(Past past, int steps, Options options) {
    return of(
        options,
        past.trainEnd(),
        tried ->
            error(
                past,
                steps,
                v ->
                    LinearAutoregression.choose(
                        tried,
                        past.series().axis(),
                        past.series().values()[v],
                        past.trainEnd(),
                        past.series().length(),
                        steps)));
  }

  /**
   * Chooses for several series together, with an autoregression that is fitted to all of them.
   *
   * @param pasts their training and validation periods
   * @param trainEnd the length of a usual training period
   * @param steps how many steps ahead to forecast
   */
  public static PreparationChoice of(List<Past> pasts, int trainEnd, int steps, Options options) {
    int stride = 1 + (pasts.size() - 1) / MOST_SERIES;
    return of(
        options,
        trainEnd,
        tried -> {
          try {
            PooledPreparation pooled = PooledPreparation.fit(tried, pasts, steps, steps);
            return IntStream.iterate(0, i -> i < pasts.size(), i -> i + stride)
                .mapToObj(pasts::get)
                .filter(past -> past.trainEnd() >= pooled.least())
                .mapToDouble(
                    past -> {
                      Preparation its = pooled.of(past);
                      return error(past, steps, its.highway()::get);
                    })
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
          } catch (DataException notFitted) {
            return Double.NaN;
          }
        });
  }

  private static PreparationChoice of(
      Options options, int trainEnd, ToDoubleFunction<PreparationConfig> error) {
    List<Candidate> candidates =
        options.candidates(trainEnd).stream()
            .map(tried -> new Candidate(tried, error.applyAsDouble(tried)))
            .filter(candidate -> Double.isFinite(candidate.error()))
            .toList();
    if (candidates.size() < 2) {
      return new PreparationChoice(
          candidates.isEmpty() ? options.given() : candidates.get(0).config(), "");
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
        "%s, %s seasonal difference: on the validation period, a linear autoregression has %.3g times the error of the naive forecast; %s%s",
        config.power() == PowerTransform.NONE
            ? "no transform"
            : config.power() == PowerTransform.LOG ? "logarithms" : "square roots",
        config.seasonalDifference() ? "a" : "no",
        best.error(),
        candidates.size() == 2
            ? "the other possibility has %s".formatted(others(best, candidates))
            : "the %d other possibilities have %s"
                .formatted(candidates.size() - 1, others(best, candidates)),
        candidates.stream().anyMatch(each -> each.error() < best.error())
            ? " (a more complicated one must be %.0f %% better)".formatted(100 * BETTER)
            : "");
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
  private static double error(Past past, int steps, IntFunction<LinearAutoregression> fitted) {
    double sum = 0;
    TimeSeries series = past.series();
    int count = Math.min(VARIABLES, series.values().length);
    for (int v = 0; v < count; v++) {
      double[] values = series.values()[v];
      double naive = naiveError(values, past.trainEnd(), steps);
      if (naive == 0) {
        return Double.NaN;
      }
      try {
        sum +=
            fitted.apply(v).error(series.axis(), values, past.trainEnd(), values.length, steps)
                / naive;
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
