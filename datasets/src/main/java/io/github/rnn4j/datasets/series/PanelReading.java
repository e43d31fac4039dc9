package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the rows of several series. Times and numbers are written in the same way in all of them,
 * and all have the frequency of the one with most rows.
 */
final class PanelReading {

  private final String name;
  private final String source;
  private final SeriesFormat format;
  private final SeriesReading reading;
  private final List<String> repairs = new ArrayList<>();

  /**
   * Takes what is known.
   *
   * @param name the name of the panel
   * @param source its name in messages
   * @param format what the user has said
   * @param reading reads the rows of each series
   */
  PanelReading(String name, String source, SeriesFormat format, SeriesReading reading) {
    this.name = name;
    this.source = source;
    this.format = format;
    this.reading = reading;
  }

  SeriesPanel of(List<SeriesRecords.Raw> all) {
    Map<String, List<SeriesRecords.Raw>> rows = bySeries(reading.understood(all));
    repairs.addAll(reading.repairs());
    withoutEmpty(rows);
    String longest =
        rows.entrySet().stream()
            .max(Comparator.comparingInt(each -> each.getValue().size()))
            .orElseThrow()
            .getKey();
    TimeSeries first = series(longest, rows.get(longest), format);
    SeriesFormat how = format.with(first.axis().frequency());
    List<TimeSeries> series = new ArrayList<>();
    rows.forEach((its, raw) -> series.add(its.equals(longest) ? first : series(its, raw, how)));
    for (TimeSeries each : series) {
      each.repairs()
          .forEach(repair -> repairs.add("series '%s': %s".formatted(each.name(), repair)));
    }
    return new SeriesPanel(name, series, repairs, reading.reading(first.axis(), size(series)));
  }

  private TimeSeries series(String its, List<SeriesRecords.Raw> rows, SeriesFormat how) {
    return reading.series(its, place(its), rows, how, List.of());
  }

  private String place(String its) {
    return "%s, series '%s'".formatted(source, its);
  }

  private Map<String, List<SeriesRecords.Raw>> bySeries(List<SeriesRecords.Raw> rows) {
    Map<String, List<SeriesRecords.Raw>> bySeries = new LinkedHashMap<>();
    for (SeriesRecords.Raw row : rows) {
      if (row.series().isEmpty()) {
        throw new DataException(
            "%s of %s: the name of the series is empty; each row must have one, in the column of --series"
                .formatted(row.place(), source));
      }
      bySeries.computeIfAbsent(row.series(), its -> new ArrayList<>()).add(row);
    }
    if (2 * bySeries.size() > rows.size() && rows.size() > 1) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the column of --series has %,d different values in %,d rows, so that most series would have only one; choose a column with the same value in all rows of a series",
              source,
              bySeries.size(),
              rows.size()));
    }
    return bySeries;
  }

  private void withoutEmpty(Map<String, List<SeriesRecords.Raw>> rows) {
    List<String> empty =
        rows.entrySet().stream()
            .filter(each -> each.getValue().stream().noneMatch(reading::isComplete))
            .map(Map.Entry::getKey)
            .toList();
    empty.forEach(rows::remove);
    if (rows.isEmpty()) {
      throw new DataException(
          "%s: no row has a value in each value column; choose other columns with --value"
              .formatted(source));
    }
    empty.forEach(its -> repairs.add("series '%s' has no values: left out".formatted(its)));
  }

  private static String size(List<TimeSeries> series) {
    var steps = series.stream().mapToInt(TimeSeries::length).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "%,d series of %s steps",
        series.size(),
        steps.getMin() == steps.getMax()
            ? String.format(Locale.ROOT, "%,d", steps.getMin())
            : String.format(Locale.ROOT, "%,d to %,d", steps.getMin(), steps.getMax()));
  }
}
