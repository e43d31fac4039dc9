package io.github.rnn4j.timeseries.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.DataConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several series, each with its three periods. The validation and test periods have as many steps
 * in all of them and are at the end of each series; if the series end at the same time, they cover
 * the same time.
 *
 * @param panel all series, also those that are too short for the periods
 * @param each the series that are long enough, with their periods
 * @param validation steps of each validation period
 * @param test steps of each test period
 */
public record PanelData(SeriesPanel panel, List<SeriesData> each, int validation, int test) {

  /** More names are not listed. */
  private static final int LISTED = 10;

  /**
   * Splits the series. Those that are too short for the periods are not trained on.
   *
   * @param config the lengths of the periods, of the median series if they are not given
   * @throws DataException if none is long enough
   */
  public static PanelData split(DataConfig config, SeriesPanel panel) {
    SeriesPanel used =
        config.last() == 0
            ? panel
            : panel.with(panel.series().stream().map(each -> each.tail(config.last())).toList());
    int median = median(used.series().stream().mapToInt(TimeSeries::length));
    int test = config.test() == 0 ? Math.max(1, median / 5) : config.test();
    int validation = config.validation() == 0 ? Math.max(1, median * 3 / 20) : config.validation();
    return withoutShort(used, validation, test, 2);
  }

  /**
   * Returns the same data without the series whose training period is shorter than needed.
   *
   * @param least the fewest steps of a training period
   * @throws DataException if no series is left
   */
  public PanelData withAtLeast(int least) {
    return withoutShort(panel, validation, test, least);
  }

  private static PanelData withoutShort(SeriesPanel panel, int validation, int test, int least) {
    ToIntFunction<TimeSeries> training = each -> each.length() - validation - test;
    List<TimeSeries> used =
        panel.series().stream().filter(each -> training.applyAsInt(each) >= least).toList();
    List<TimeSeries> left =
        panel.series().stream().filter(each -> training.applyAsInt(each) < least).toList();
    if (used.isEmpty()) {
      throw new DataException(
          "%s: no series is long enough. For validation (%d), testing (%d) and training, at least %d steps are needed; the longest has %d. Use longer series, or choose smaller --validation, --test or --horizon"
              .formatted(
                  panel.name(),
                  validation,
                  test,
                  validation + test + least,
                  left.stream().mapToInt(TimeSeries::length).max().orElseThrow()));
    }
    List<SeriesData> each = new ArrayList<>();
    for (TimeSeries series : used) {
      int testStart = series.length() - test;
      each.add(new SeriesData(series, testStart - validation, testStart));
    }
    return new PanelData(panel, List.copyOf(each), validation, test);
  }

  /** Returns the series that are too short for the periods. */
  public List<TimeSeries> tooShort() {
    Set<String> used = each.stream().map(data -> data.series().name()).collect(Collectors.toSet());
    return panel.series().stream().filter(series -> !used.contains(series.name())).toList();
  }

  /**
   * Lists the names of series, for the user.
   *
   * @param series one or more
   */
  public static String names(List<TimeSeries> series) {
    String names =
        series.stream()
            .limit(LISTED)
            .map(each -> "'" + each.name() + "'")
            .collect(Collectors.joining(", "));
    return series.size() > LISTED
        ? String.format(Locale.ROOT, "%s and %,d more", names, series.size() - LISTED)
        : names;
  }

  /** Returns the number of steps of training of all series together. */
  public long trainingSteps() {
    return each.stream().mapToLong(SeriesData::trainEnd).sum();
  }

  /** Returns the median number of steps of training of a series. */
  public int medianTraining() {
    return median(each.stream().mapToInt(SeriesData::trainEnd));
  }

  private static int median(IntStream lengths) {
    int[] sorted = lengths.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
