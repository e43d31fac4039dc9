package io.github.rnn4j.train;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Saves the network with its updater state: {@link RunDirectory#LAST} after every epoch, {@link
 * RunDirectory#BEST} after an epoch that is the best so far.
 *
 * <p>Both are replaced atomically: a crash leaves the file of an earlier epoch, never half a file.
 */
public final class Checkpoints implements RunListener {

  private final RunDirectory directory;

  /**
   * Saves to a run.
   *
   * @param directory the run
   */
  public Checkpoints(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Saves the network.
   *
   * @throws RunException if a file cannot be written
   */
  @Override
  public void epoch(EpochEvent event, RunControl run) {
    directory.write(RunDirectory.LAST, out -> ModelArchive.write(run.network(), out));
    if (event.best()) {
      Path last = directory.require(RunDirectory.LAST);
      directory.write(RunDirectory.BEST, out -> Files.copy(last, out));
    }
  }
}
