package io.github.rnn4j.run;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.TrainingTotals;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes {@link RunDirectory#UPDATES}: the loss of each update, for networks with an output at
 * every step. The columns are {@code update}, counted from 1 over all epochs, and {@code loss}, see
 * {@link TrainingTotals#lossPerToken()}. The file is up to date whenever the run is saved.
 */
public final class UpdateLosses implements RunListener {

  private static final String HEADER = "update,loss\n";

  /** The size limit of the file: 512 MB, enough for ten million updates, the maximum. */
  private static final long LARGEST = 512L << 20;

  private final RunDirectory directory;
  private final StringBuilder text = new StringBuilder(HEADER);

  /**
   * Creates a listener that writes to a run.
   *
   * @param directory the run
   */
  public UpdateLosses(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Keeps the updates that were made before an interruption.
   *
   * @throws RunException if they cannot be read
   */
  @Override
  public void started(RunControl run) {
    text.setLength(0);
    text.append(HEADER);
    if (run.updates() > 0) {
      earlierLines(run.updates())
          .subList(1, Math.toIntExact(run.updates()) + 1)
          .forEach(this::append);
    }
  }

  private List<String> earlierLines(long updates) {
    List<String> lines = BoundedFile.lines(directory.require(RunDirectory.UPDATES), LARGEST);
    if (lines.size() <= updates) {
      throw new RunException(
          "%s has %d lines, too few for the %d updates of the checkpoint. Restore files that belong to the same run, or train again."
              .formatted(directory.file(RunDirectory.UPDATES), lines.size(), updates));
    }
    return lines;
  }

  private void append(String line) {
    text.append(line).append('\n');
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    append(run.updates() + "," + event.minibatch().lossPerToken());
  }

  /**
   * Writes the file.
   *
   * @throws RunException if it cannot be written
   */
  @Override
  public void save(TrainingState state, RunControl run) {
    directory.write(
        RunDirectory.UPDATES, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
