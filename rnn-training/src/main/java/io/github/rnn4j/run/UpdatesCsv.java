package io.github.rnn4j.run;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.TrainingTotals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Writes {@link RunDirectory#UPDATES}: one row for each update of the weights, up to date whenever
 * the run is saved.
 *
 * <p>Columns: {@code update}, counted from 1 over all epochs, {@code loss} before the update, and
 * {@code gradient_norm}, the norm of the gradient over all parameters, before clipping ({@link
 * io.github.rnn4j.optimizer.GradientNorm}). If several trainings share the file, further columns in
 * front tell them apart, see {@link #with}. Numbers are written with all digits, as in {@link
 * MetricsCsv}.
 *
 * <p>A run that is resumed after a version that did not write this file has no rows for its earlier
 * updates. If that version wrote only the loss, the earlier norms are empty.
 */
public final class UpdatesCsv implements RunListener {

  private static final String HEADER = "update,loss,gradient_norm";

  /** The header in versions that wrote only the loss. */
  private static final String WITHOUT_NORM = "update,loss";

  /** The size limit of the file: 512 MB, enough for ten million updates, the maximum. */
  private static final long LARGEST = 512L << 20;

  private final RunDirectory directory;
  private final boolean perToken;
  private final String header;
  private final String prefix;

  private final StringBuilder before = new StringBuilder(); // rows of other trainings
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder after = new StringBuilder();

  /**
   * Creates a listener that writes to a run; the loss is the mean per sequence, see {@link
   * TrainingTotals#loss()}.
   *
   * @param directory the run
   */
  public UpdatesCsv(RunDirectory directory) {
    this(directory, false, HEADER, "");
  }

  private UpdatesCsv(RunDirectory directory, boolean perToken, String header, String prefix) {
    this.directory = directory;
    this.perToken = perToken;
    this.header = header;
    this.prefix = prefix;
  }

  /**
   * Creates a listener for a run whose network has an output at every step; the loss is the mean
   * per step, see {@link TrainingTotals#lossPerToken()}. Each minibatch must make one update.
   *
   * @param directory the run
   * @return the listener
   */
  public static UpdatesCsv perToken(RunDirectory directory) {
    return new UpdatesCsv(directory, true, HEADER, "");
  }

  /**
   * Returns a listener with another column before {@code update}, for one of several trainings that
   * share the file. The rows of the others stay.
   *
   * @param column the name of the column, which must be the same for all of them
   * @param value the value in all rows of this training, without commas
   * @return the listener
   */
  public UpdatesCsv with(String column, String value) {
    String columns = header.substring(0, header.length() - HEADER.length()) + column + ",";
    return new UpdatesCsv(directory, perToken, columns + HEADER, prefix + value + ",");
  }

  /**
   * Keeps the updates that were made before an interruption.
   *
   * @throws RunException if they cannot be read
   */
  @Override
  public void started(RunControl run) {
    before.setLength(0);
    rows.setLength(0);
    after.setLength(0);
    if (directory.has(RunDirectory.UPDATES)) {
      long made = run.updates() == 0 ? 0 : run.networkUpdates();
      keep(directory.file(RunDirectory.UPDATES), made);
    }
  }

  private void keep(Path file, long made) {
    List<String> lines = RunFile.lines(file, LARGEST);
    String found = lines.isEmpty() ? "" : lines.get(0);
    boolean onlyLoss = prefix.isEmpty() && found.equals(WITHOUT_NORM);
    if (!onlyLoss && !found.equals(header)) {
      throw notUpdates(file, found);
    }
    boolean begun = prefix.isEmpty();
    double last = 0;
    for (String line : lines.subList(1, lines.size())) {
      if (!line.startsWith(prefix)) {
        append(begun ? after : before, line);
        continue;
      }
      begun = true;
      last = number(file, cells(line, prefix)[0]);
      if (last <= made) {
        append(rows, onlyLoss ? line + "," : line);
      }
    }
    if (begun && last < made) {
      throw new RunException(
          "%s ends with update %.0f, but the checkpoint was taken after update %d. Restore files that belong to the same run, or train again."
              .formatted(file, last, made));
    }
  }

  private static void append(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    TrainingTotals totals = event.minibatch();
    for (MinibatchEvent.Update update : event.updates()) {
      double loss = perToken ? update.loss() * totals.sequences() / totals.tokens() : update.loss();
      append(rows, prefix + update.number() + "," + loss + "," + update.gradientNorm());
    }
  }

  /**
   * Writes the file.
   *
   * @throws RunException if it cannot be written
   */
  @Override
  public void save(TrainingState state, RunControl run) {
    directory.write(
        RunDirectory.UPDATES,
        out -> {
          for (CharSequence part : new CharSequence[] {header, "\n", before, rows, after}) {
            out.write(part.toString().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /**
   * The updates of one training.
   *
   * @param numbers the numbers of the updates, in increasing order
   * @param losses the loss before each update
   * @param gradientNorms the norm of the gradient in each update; NaN if it is not known
   */
  @SuppressWarnings("ArrayRecordComponent") // Read, never compared.
  public record Rows(double[] numbers, double[] losses, double[] gradientNorms) {}

  /**
   * Reads the updates of one training.
   *
   * @param file a file that this class wrote
   * @param values the values of the columns before {@code update}, which say which training to read
   * @return its updates; none if there are no rows with these values
   * @throws RunException if the file cannot be read or this class did not write it
   */
  public static Rows read(Path file, String... values) {
    String prefix = Arrays.stream(values).map(value -> value + ",").collect(Collectors.joining());
    String text = RunFile.text(file, LARGEST);
    String header = text.lines().findFirst().orElse("");
    if (!header.endsWith(HEADER) && !header.equals(WITHOUT_NORM)) {
      throw notUpdates(file, header);
    }
    DoubleStream.Builder numbers = DoubleStream.builder();
    DoubleStream.Builder losses = DoubleStream.builder();
    DoubleStream.Builder norms = DoubleStream.builder();
    text.lines()
        .skip(1)
        .filter(line -> line.startsWith(prefix))
        .map(line -> cells(line, prefix))
        .forEach(
            cells -> {
              numbers.add(number(file, cells[0]));
              losses.add(number(file, cells.length < 2 ? "" : cells[1]));
              norms.add(cells.length < 3 ? Double.NaN : normOf(file, cells[2]));
            });
    return new Rows(numbers.build().toArray(), losses.build().toArray(), norms.build().toArray());
  }

  private static String[] cells(String line, String prefix) {
    return line.substring(prefix.length()).split(",", -1);
  }

  private static double normOf(Path file, String cell) {
    return cell.isEmpty() ? Double.NaN : number(file, cell);
  }

  private static double number(Path file, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException cause) {
      throw new RunException(
          "%s: \"%s\" is not a number. Restore the file, or train again.".formatted(file, cell),
          cause);
    }
  }

  private static RunException notUpdates(Path file, String header) {
    return new RunException(
        "%s is not a file of updates: line 1 is \"%s\"; it must end with %s. Restore files that belong to the same run, or train again."
            .formatted(file, header, HEADER));
  }
}
