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
 * training, without validation). With {@link #perValue}, {@code training_loss_per_value} follows
 * {@code training_loss}. Numbers are written as Java prints them, with a decimal point in every
 * locale and all digits, so reading restores the same numbers.
 */
public final class MetricsCsv implements RunListener {

  private static final List<String> BEFORE = List.of("epoch", "minibatches", "training_loss");
  private static final List<String> AFTER = List.of("tokens_per_second", "seconds");
  private static final String PER_VALUE = "training_loss_per_value";
  private static final String VALIDATION = "validation_";

  private final RunDirectory directory;
  private final ToDoubleFunction<TrainingTotals> loss;
  private final ToDoubleFunction<TrainingTotals> lossPerValue;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Creates a listener that writes to a run; the training loss is the mean per sequence, see {@link
   * TrainingTotals#loss()}.
   *
   * @param directory the run
   */
  public MetricsCsv(RunDirectory directory) {
    this(directory, TrainingTotals::loss, training -> Double.NaN);
  }

  private MetricsCsv(
      RunDirectory directory,
      ToDoubleFunction<TrainingTotals> loss,
      ToDoubleFunction<TrainingTotals> lossPerValue) {
    this.directory = directory;
    this.loss = loss;
    this.lossPerValue = lossPerValue;
  }

  /**
   * Creates a listener for a run whose network has an output at every step; the training loss is
   * the mean per step, see {@link TrainingTotals#lossPerToken()}.
   *
   * @param directory the run
   * @return the listener
   */
  public static MetricsCsv perToken(RunDirectory directory) {
    return new MetricsCsv(directory, TrainingTotals::lossPerToken, training -> Double.NaN);
  }

  /**
   * Creates a listener for a run that also measures the training loss per predicted value, which
   * can be compared with a validation loss of the same kind.
   *
   * @param directory the run
   * @param lossPerValue returns this loss; NaN for an epoch that was trained by a version that did
   *     not measure it
   * @return the listener
   */
  public static MetricsCsv perValue(
      RunDirectory directory, ToDoubleFunction<TrainingTotals> lossPerValue) {
    return new MetricsCsv(directory, TrainingTotals::loss, lossPerValue);
  }

  /**
   * The row of one epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param minibatches the number of minibatches trained
   * @param trainingLoss mean training loss per sequence or per step, depending on how the listener
   *     was created
   * @param trainingLossPerValue mean training loss per predicted value; NaN if it was not measured
   * @param validation validation metrics by name, in order
   * @param tokensPerSecond real steps trained on per second
   * @param seconds time of training, without validation
   */
  public record Row(
      int epoch,
      int minibatches,
      double trainingLoss,
      double trainingLossPerValue,
      Map<String, Double> validation,
      double tokensPerSecond,
      double seconds) {

    /**
     * Copies the metrics.
     *
     * @param epoch the epoch, counted from 1
     * @param minibatches the number of minibatches trained
     * @param trainingLoss mean training loss
     * @param trainingLossPerValue mean training loss per value
     * @param validation validation metrics by name
     * @param tokensPerSecond real steps trained on per second
     * @param seconds time of training
     * @throws IllegalArgumentException if the name of a metric is not legal or its value is null
     */
    public Row {
      validation = ValidationMetrics.copyOf(validation);
    }

    /**
     * Creates a row without a loss per value.
     *
     * @param epoch the epoch, counted from 1
     * @param minibatches the number of minibatches trained
     * @param trainingLoss mean training loss
     * @param validation validation metrics by name
     * @param tokensPerSecond real steps trained on per second
     * @param seconds time of training
     */
    public Row(
        int epoch,
        int minibatches,
        double trainingLoss,
        Map<String, Double> validation,
        double tokensPerSecond,
        double seconds) {
      this(epoch, minibatches, trainingLoss, Double.NaN, validation, tokensPerSecond, seconds);
    }

    static Row of(EpochEvent event) {
      return of(event, TrainingTotals::loss, training -> Double.NaN);
    }

    static Row of(
        EpochEvent event,
        ToDoubleFunction<TrainingTotals> loss,
        ToDoubleFunction<TrainingTotals> lossPerValue) {
      TrainingTotals training = event.training();
      return new Row(
          event.epoch(),
          training.minibatches(),
          loss.applyAsDouble(training),
          lossPerValue.applyAsDouble(training),
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
    run.history().forEach(event -> rows.add(Row.of(event, loss, lossPerValue)));
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
    rows.add(Row.of(event, loss, lossPerValue));
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
    boolean perValue = rows.stream().anyMatch(row -> !Double.isNaN(row.trainingLossPerValue()));
    List<String> header = new ArrayList<>(BEFORE);
    if (perValue) {
      header.add(PER_VALUE);
    }
    rows.get(0).validation().keySet().forEach(name -> header.add(VALIDATION + name));
    header.addAll(AFTER);
    text.append(String.join(",", header)).append('\n');
    rows.forEach(row -> text.append(line(row, perValue)).append('\n'));
    return text.toString();
  }

  private static String line(Row row, boolean perValue) {
    List<Number> cells =
        new ArrayList<>(List.of(row.epoch(), row.minibatches(), row.trainingLoss()));
    if (perValue) {
      cells.add(row.trainingLossPerValue());
    }
    cells.addAll(row.validation().values());
    cells.addAll(List.of(row.tokensPerSecond(), row.seconds()));
    return cells.stream().map(Number::toString).collect(Collectors.joining(","));
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  private static void requireHeader(Path file, List<String> header) {
    int begin = beginOfValidation(header);
    int end = header.size() - AFTER.size();
    boolean known =
        end >= begin
            && header.subList(0, BEFORE.size()).equals(BEFORE)
            && header.subList(end, header.size()).equals(AFTER)
            && header.subList(begin, end).stream().allMatch(name -> name.startsWith(VALIDATION));
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

  private static int beginOfValidation(List<String> header) {
    return BEFORE.size() + (header.contains(PER_VALUE) ? 1 : 0);
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
      int begin = beginOfValidation(header);
      int end = cells.size() - AFTER.size();
      Map<String, Double> validation = new LinkedHashMap<>();
      for (int i = begin; i < end; i++) {
        validation.put(header.get(i).substring(VALIDATION.length()), Double.valueOf(cells.get(i)));
      }
      return new Row(
          Integer.parseInt(cells.get(0)),
          Integer.parseInt(cells.get(1)),
          Double.parseDouble(cells.get(2)),
          begin > BEFORE.size() ? Double.parseDouble(cells.get(BEFORE.size())) : Double.NaN,
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
