package io.github.rnn4j.datasets.series;

import io.github.rnn4j.datasets.DataException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datavec.api.writable.NullWritable;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;

/** Finds out how the times and the numbers of rows are written, and reads them. */
final class SeriesReading {

  /** The squares of values up to this limit can be added without overflow. */
  private static final double GREATEST = 1e100;

  private final String name;
  private final String source;
  private final List<SeriesRecords.Variable> variables;
  private final SeriesFormat format;
  private final char separator;
  private final List<String> repairs = new ArrayList<>();
  private TimeFormat times;
  private NumberForm numbers = NumberForm.PLAIN;
  private Optional<ZoneId> zone = Optional.empty();
  private int filled;
  private boolean anyOrder;

  /**
   * Takes what is known.
   *
   * @param name the name of the series
   * @param source its name in messages
   * @param variables the values
   * @param format what the user has said
   * @param separator the character between two fields; 0 if it is not known
   */
  SeriesReading(
      String name,
      String source,
      List<SeriesRecords.Variable> variables,
      SeriesFormat format,
      char separator) {
    this.name = name;
    this.source = source;
    this.variables = variables;
    this.format = format;
    this.separator = separator;
  }

  /** Sorts rows in the wrong order without mentioning it. */
  SeriesReading inAnyOrder() {
    anyOrder = true;
    return this;
  }

  TimeSeries of(List<SeriesRecords.Raw> all) {
    TimeSeries series = series(name, source, understood(all), format, repairs);
    int steps = series.length();
    return series.withReading(
        reading(
            series.axis(),
            String.format(Locale.ROOT, "%,d %s", steps, steps == 1 ? "step" : "steps")));
  }

  /**
   * Finds out how the times and the numbers of all rows are written.
   *
   * @return the rows without a footer
   */
  List<SeriesRecords.Raw> understood(List<SeriesRecords.Raw> all) {
    times = timeFormat(all);
    List<SeriesRecords.Raw> rows = withoutFooter(all);
    numbers =
        NumberForm.detect(
            rows.stream()
                .flatMap(row -> row.values().stream())
                .filter(Text.class::isInstance)
                .map(field -> field.toString().strip())
                .toList(),
            format.decimal().orElse((char) 0),
            separator);
    zone = zone(rows.stream().map(this::time).toList());
    return rows;
  }

  /** Returns what was found and repaired in the rows of all series. */
  List<String> repairs() {
    return repairs;
  }

  /** Reads a series from its rows, after {@link #understood}. */
  TimeSeries series(
      String its,
      String place,
      List<SeriesRecords.Raw> inFile,
      SeriesFormat how,
      List<String> found) {
    List<String> repaired = new ArrayList<>(found);
    List<TimeForm.Read> inFileTimes = inFile.stream().map(this::time).toList();
    boolean newestFirst = isNewestFirst(inFileTimes);
    List<SeriesRecords.Raw> rows = newestFirst ? reversed(inFile) : inFile;
    List<TimeForm.Read> read = newestFirst ? reversed(inFileTimes) : inFileTimes;
    if (newestFirst && !anyOrder) {
      repaired.add("the newest row comes first: read in reverse");
    }
    List<LocalDateTime> at = zone.map(z -> inUtc(read, z)).orElseGet(() -> locals(read));
    List<SeriesRow> understood = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      SeriesRecords.Raw row = rows.get(i);
      understood.add(new SeriesRow(row.place(), row.time(), at.get(i), values(row)));
    }
    List<String> names = variables.stream().map(SeriesRecords.Variable::name).toList();
    RegularSeries regular =
        new RegularSeries(
            its, place, names, newestFirst ? how.reversed() : how, times, zone, repaired);
    if (anyOrder) {
      regular.inAnyOrder();
    }
    TimeSeries series = regular.of(understood);
    filled += regular.filled();
    return series;
  }

  /** Returns whether a row has all its values. */
  boolean isComplete(SeriesRecords.Raw row) {
    return Arrays.stream(values(row)).noneMatch(Double::isNaN);
  }

  /**
   * Says what was understood.
   *
   * @param axis the times of a series
   * @param size how long the series are
   */
  String reading(TimeAxis axis, String size) {
    List<String> said = new ArrayList<>(numbers.described());
    if (!times.counts()) {
      said.add("times " + times.name());
    }
    said.add(axis.frequency().described());
    zone.filter(z -> format.zone().isPresent()).ifPresent(z -> said.add("time zone " + z));
    said.add(size);
    said.add(
        filled == 0
            ? "no value missing"
            : String.format(
                Locale.ROOT, "%,d %s missing", filled, filled == 1 ? "value" : "values"));
    return String.join(", ", said);
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  /** Returns whether times never rise, but fall. */
  private static boolean isNewestFirst(List<TimeForm.Read> read) {
    boolean falls = false;
    for (int i = 1; i < read.size(); i++) {
      int order = read.get(i).local().compareTo(read.get(i - 1).local());
      boolean clocksSetBack = read.get(i).offset() == null && isSetBack(read, i);
      if (order > 0 && !clocksSetBack) {
        return false;
      }
      falls |= order < 0;
    }
    return falls;
  }

  /** Returns whether the hour before, in reverse, is one that clocks repeat. */
  private static boolean isSetBack(List<TimeForm.Read> read, int i) {
    long minutes = Duration.between(read.get(i - 1).local(), read.get(i).local()).toMinutes();
    return minutes > 0 && minutes < 60;
  }

  private TimeFormat timeFormat(List<SeriesRecords.Raw> rows) {
    if (format.timeFormat().isPresent()) {
      return format.timeFormat().get();
    }
    Optional<TimeFormat> found;
    try {
      found = TimeFormat.detect(rows.stream().map(SeriesRecords.Raw::time).toList());
    } catch (DataException ambiguous) {
      throw new DataException(source + ": " + ambiguous.getMessage(), ambiguous);
    }
    SeriesRecords.Raw first = rows.get(0);
    return found.orElseThrow(
        () ->
            new DataException(
                "%s of %s: '%s' is not a time in any form that is recognized. If it is one, describe it with --time-format; otherwise, choose another column with --time"
                    .formatted(first.place(), source, first.time())));
  }

  /** Leaves out the last rows if they have neither a time nor a value, such as "Source: ...". */
  private List<SeriesRecords.Raw> withoutFooter(List<SeriesRecords.Raw> rows) {
    int end = rows.size();
    while (end > 1 && isFooter(rows.get(end - 1))) {
      end--;
    }
    if (end < rows.size()) {
      repairs.add(
          "%s: %d %s without a time: left out"
              .formatted(
                  rows.get(end).place(),
                  rows.size() - end,
                  rows.size() - end == 1 ? "row" : "rows"));
    }
    return rows.subList(0, end);
  }

  private boolean isFooter(SeriesRecords.Raw row) {
    try {
      times.read(row.time());
      return false;
    } catch (DateTimeException noTime) {
      return row.values().stream()
          .map(field -> field.toString().strip())
          .allMatch(
              field ->
                  !NumberForm.isNumber(field) || NumberForm.isMissing(field, format.missing()));
    }
  }

  private TimeForm.Read time(SeriesRecords.Raw row) {
    try {
      return times.read(row.time());
    } catch (DateTimeException cause) {
      throw new DataException(
          "%s of %s: '%s' is not a valid time; %s"
              .formatted(row.place(), source, row.time(), cause.getMessage()),
          cause);
    }
  }

  /** Returns the zone of the user, or the offset that all times have, or UTC if they differ. */
  private Optional<ZoneId> zone(List<TimeForm.Read> read) {
    if (times.counts()) {
      return Optional.empty();
    }
    Set<ZoneOffset> offsets = new HashSet<>();
    read.forEach(each -> offsets.add(each.offset()));
    boolean sameTime =
        read.stream().map(each -> each.local().toLocalTime()).distinct().count() == 1;
    boolean daysOfAZone =
        format.zone().filter(zone -> !zone.getRules().isFixedOffset()).isPresent()
            && read.get(0).offset() == null;
    if (sameTime && (daysOfAZone || (offsets.size() > 1 && !offsets.contains(null)))) {
      return Optional.empty(); // days are days, however long they are
    }
    if (format.zone().isPresent()) {
      return format.zone();
    }
    if (offsets.size() == 1) {
      return Optional.ofNullable(read.get(0).offset());
    }
    if (offsets.contains(null)) {
      throw new DataException(
          "%s: some times have an offset from UTC and others have not; write all of them in the same way"
              .formatted(source));
    }
    repairs.add(
        "times have different offsets from UTC (%s): converted to UTC, or add --time-zone"
            .formatted(
                offsets.stream()
                    .map(ZoneOffset::getId)
                    .sorted()
                    .collect(Collectors.joining(", "))));
    return Optional.of(ZoneOffset.UTC);
  }

  private static List<LocalDateTime> locals(List<TimeForm.Read> read) {
    return read.stream().map(TimeForm.Read::local).toList();
  }

  /**
   * Converts times to UTC. Of an hour that occurs twice because clocks are set back, the second one
   * is that of the rows whose time is not after that of the row before.
   */
  private static List<LocalDateTime> inUtc(List<TimeForm.Read> read, ZoneId zone) {
    List<LocalDateTime> times = new ArrayList<>();
    ZonedDateTime before = null;
    for (TimeForm.Read each : read) {
      ZonedDateTime time;
      if (each.offset() != null) {
        time = each.local().atOffset(each.offset()).toZonedDateTime();
      } else {
        ZonedDateTime earlier = each.local().atZone(zone).withEarlierOffsetAtOverlap();
        time =
            before != null && !earlier.isAfter(before)
                ? earlier.withLaterOffsetAtOverlap()
                : earlier;
      }
      before = time;
      times.add(TimeAxis.inUtc(time));
    }
    return times;
  }

  private double[] values(SeriesRecords.Raw row) {
    double[] values = new double[variables.size()];
    for (int v = 0; v < values.length; v++) {
      values[v] = number(row.place(), variables.get(v).name(), row.values().get(v));
    }
    return values;
  }

  private double number(SeriesRow.Place place, String variable, Writable field) {
    String text = field.toString().strip();
    boolean isText = field instanceof Text;
    if ((isText && NumberForm.isMissing(text, format.missing())) || field instanceof NullWritable) {
      return Double.NaN;
    }
    try {
      double number = isText ? numbers.parse(text) : field.toDouble();
      if (Math.abs(number) > GREATEST) {
        throw new NumberFormatException("too large");
      }
      return number;
    } catch (NumberFormatException | UnsupportedOperationException e) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s of %s: %s is '%s'; it must be a number from -1e100 to 1e100%s, or empty if the value is missing. If '%s' means that it is missing, add --missing '%s'",
              place,
              source,
              variable,
              text,
              numbers.decimal() == ',' ? " with a decimal comma" : "",
              text,
              text),
          e);
    }
  }
}
