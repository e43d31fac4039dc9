package io.github.rnn4j.run;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.loop.ValidationMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Writes {@link RunDirectory#METRICS}: a header and one row per epoch, up to date after every
 * epoch.
 *
 * <p>Columns: {@code epoch}, {@code minibatches}, {@code training_loss}, one {@code
 * validation_NAME} per validation metric, {@code tokens_per_second} and {@code seconds} (of
 * training, without validation). Numbers are written as Java prints them, with a decimal point in
 * every locale and all digits, so reading restores the same numbers.
 */
public final class MetricsCsv implements RunListener {

  private static final List<String> BEFORE = List.of("epoch", "minibatches", "training_loss");
  private static final List<String> AFTER = List.of("tokens_per_second", "seconds");
  private static final String VALIDATION = "validation_";

  private final RunDirectory directory;
  private final ToDoubleFunction<TrainingTotals> loss;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Creates a listener that writes to a run; the training loss is the mean per sequence, see {@link
   * TrainingTotals#loss()}.
   *
   * @param directory the run
   */
  public MetricsCsv(RunDirectory directory) {
    this(directory, TrainingTotals::loss);
  }

  private MetricsCsv(RunDirectory directory, ToDoubleFunction<TrainingTotals> loss) {
    this.directory = directory;
    this.loss = loss;
  }

  /**
   * Creates a listener for a run whose network has an output at every step; the training loss is
   * the mean per step, see {@link TrainingTotals#lossPerToken()}.
   *
   * @param directory the run
   * @return the listener
   */
  public static MetricsCsv perToken(RunDirectory directory) {
    return new MetricsCsv(directory, TrainingTotals::lossPerToken);
  }

  /**
   * The row of one epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param minibatches the number of minibatches trained
   * @param trainingLoss mean training loss per sequence or per step, depending on how the listener
   *     was created
   * @param validation validation metrics by name, in order
   * @param tokensPerSecond real steps trained on per second
   * @param seconds time of training, without validation
   */
  public record Row(
      int epoch,
      int minibatches,
      double trainingLoss,
      Map<String, Double> validation,
      double tokensPerSecond,
      double seconds) {

    /**
     * Copies the metrics.
     *
     * @param epoch the epoch, counted from 1
     * @param minibatches the number of minibatches trained
     * @param trainingLoss mean training loss
     * @param validation validation metrics by name
     * @param tokensPerSecond real steps trained on per second
     * @param seconds time of training
     * @throws IllegalArgumentException if the name of a metric is not legal or its value is null
     */
    public Row {
      validation = ValidationMetrics.copyOf(validation);
    }

    static Row of(EpochEvent event) {
      return of(event, TrainingTotals::loss);
    }

    static Row of(EpochEvent event, ToDoubleFunction<TrainingTotals> loss) {
      TrainingTotals training = event.training();
      return new Row(
          event.epoch(),
          training.minibatches(),
          loss.applyAsDouble(training),
          event.validation(),
          training.tokensPerSecond(),
          training.seconds());
    }
  }

  /**
   * Keeps the rows of completed epochs and removes those of later epochs, which are trained again.
   *
   * @throws RunException if the file cannot be written
   */
  @Override
  public void started(RunControl run) {
    rows.clear();
    run.history().forEach(event -> rows.add(Row.of(event, loss)));
    if (!rows.isEmpty()) {
      write();
    }
  }

  /**
   * Adds a row to the file.
   *
   * @throws RunException if the file cannot be written
   */
  @Override
  public void epoch(EpochEvent event, RunControl run) {
    rows.add(Row.of(event, loss));
    write();
  }

  private void write() {
    write(directory, rows);
  }

  /**
   * Writes the rows of a training that does not use {@link io.github.rnn4j.loop.Training}.
   *
   * @param directory the run
   * @param rows one row per epoch, at least one, all with the same validation metrics
   * @throws RunException if the file cannot be written
   */
  public static void write(RunDirectory directory, List<Row> rows) {
    directory.write(
        RunDirectory.METRICS, out -> out.write(text(rows).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a metrics file.
   *
   * @param file a file that this class wrote
   * @return its rows, in order
   * @throws RunException if it cannot be read or is not a metrics file; the message names the line
   */
  public static List<Row> read(Path file) {
    List<String> lines = RunFile.lines(file, RunFile.TEXT);
    List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
    requireHeader(file, header);
    List<Row> rows = new ArrayList<>();
    for (int line = 2; line <= lines.size(); line++) {
      rows.add(row(file, line, header, cells(lines.get(line - 1))));
    }
    return rows;
  }

  private static String text(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    List<String> header = new ArrayList<>(BEFORE);
    rows.get(0).validation().keySet().forEach(name -> header.add(VALIDATION + name));
    header.addAll(AFTER);
    text.append(String.join(",", header)).append('\n');
    rows.forEach(row -> text.append(line(row)).append('\n'));
    return text.toString();
  }

  private static String line(Row row) {
    List<Number> cells =
        new ArrayList<>(List.of(row.epoch(), row.minibatches(), row.trainingLoss()));
    cells.addAll(row.validation().values());
    cells.addAll(List.of(row.tokensPerSecond(), row.seconds()));
    return cells.stream().map(Number::toString).collect(Collectors.joining(","));
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  private static void requireHeader(Path file, List<String> header) {
    int metrics = header.size() - BEFORE.size() - AFTER.size();
    boolean known =
        metrics >= 0
            && header.subList(0, BEFORE.size()).equals(BEFORE)
            && header.subList(BEFORE.size() + metrics, header.size()).equals(AFTER)
            && header.subList(BEFORE.size(), BEFORE.size() + metrics).stream()
                .allMatch(name -> name.startsWith(VALIDATION));
    if (!known) {
      throw new RunException(
          file
              + " is not a file of training metrics: line 1 is "
              + header
              + "; it must be "
              + BEFORE
              + ", then columns that start with "
              + VALIDATION
              + ", then "
              + AFTER
              + ".");
    }
  }

  private static Row row(Path file, int line, List<String> header, List<String> cells) {
    if (cells.size() != header.size()) {
      throw new RunException(
          file
              + ", line "
              + line
              + ": "
              + cells.size()
              + " values for "
              + header.size()
              + " columns. Remove the line or restore the file.");
    }
    try {
      int end = cells.size() - AFTER.size();
      Map<String, Double> validation = new LinkedHashMap<>();
      for (int i = BEFORE.size(); i < end; i++) {
        validation.put(header.get(i).substring(VALIDATION.length()), Double.valueOf(cells.get(i)));
      }
      return new Row(
          Integer.parseInt(cells.get(0)),
          Integer.parseInt(cells.get(1)),
          Double.parseDouble(cells.get(2)),
          Collections.unmodifiableMap(validation),
          Double.parseDouble(cells.get(end)),
          Double.parseDouble(cells.get(end + 1)));
    } catch (NumberFormatException cause) {
      throw new RunException(
          file + ", line " + line + ": a value is not a number (" + cause.getMessage() + ").",
          cause);
    }
  }
}
