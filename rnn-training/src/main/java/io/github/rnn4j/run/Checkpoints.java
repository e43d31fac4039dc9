package io.github.rnn4j.run;

import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.loop.Turn;
import io.github.rnn4j.model.ModelArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Saves the network with its updater state: a {@link Checkpoint} after every epoch and at intervals
 * within a long epoch, and {@link RunDirectory#BEST} after every epoch that is the best so far.
 *
 * <p>Every file is replaced atomically, and the best network before the checkpoint that refers to
 * it. A run that is killed at any moment resumes from a checkpoint and ends with the same result.
 */
public final class Checkpoints implements RunListener {

  /** The default interval between saves within an epoch: 10 minutes. */
  public static final Duration WITHIN = Duration.ofMinutes(10);

  private final RunDirectory directory;
  private final Duration within;
  private final Duration apart;
  private long saved;
  private byte[] best; // not on disk yet

  /**
   * Creates a listener that saves after every epoch, and every ten minutes within an epoch.
   *
   * @param directory the run
   */
  public Checkpoints(RunDirectory directory) {
    this(directory, WITHIN, Duration.ZERO);
  }

  private Checkpoints(RunDirectory directory, Duration within, Duration apart) {
    this.directory = directory;
    this.within = within;
    this.apart = apart;
  }

  /**
   * Returns a listener with a different interval between saves within an epoch.
   *
   * @param time the interval; zero saves after every minibatch
   * @return the listener
   */
  public Checkpoints within(Duration time) {
    return new Checkpoints(directory, time, apart);
  }

  /**
   * Returns a listener for epochs so short that saving each one would take longer than training it.
   * It saves after an epoch only if some time has passed since the last save, and after the last
   * epoch.
   *
   * @param time the minimum time between two saves
   * @return the listener
   */
  public Checkpoints apart(Duration time) {
    return new Checkpoints(directory, within, time);
  }

  @Override
  public Turn turn() {
    return Turn.CHECKPOINT;
  }

  /**
   * Starts the timer, and puts the files in order after an interruption. If the best epoch so far
   * was cut short, the best complete one replaces it again.
   *
   * @throws RunException if a file cannot be renamed
   */
  @Override
  public void started(RunControl run) {
    saved = System.nanoTime();
    best = null;
    directory.rename(RunDirectory.WHOLE_BEST, RunDirectory.BEST);
    Checkpoint.settle(directory, run.from());
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    if (passed(within)) {
      run.save();
    }
  }

  /**
   * Saves the best network, or keeps it until the next save, which is skipped if it would come too
   * soon after the last one.
   *
   * @throws RunException if a file cannot be written
   */
  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (event.best() && run.cutShort()) {
      directory.rename(RunDirectory.BEST, RunDirectory.WHOLE_BEST);
    }
    if (event.best() && (run.cutShort() || apart.isZero())) {
      directory.write(RunDirectory.BEST, out -> ModelArchive.write(run.network(), out));
    } else if (event.best()) {
      best = bytes(run);
    }
    if (event.epoch() < run.epochs() && !passed(apart)) {
      run.skipSave();
    }
  }

  /**
   * Saves the run.
   *
   * @throws RunException if a file cannot be written; the earlier files are then intact
   */
  @Override
  public void save(TrainingState state, RunControl run) {
    writeKeptBest();
    Checkpoint.write(directory, run.network(), state);
    saved = System.nanoTime();
  }

  private boolean passed(Duration time) {
    return System.nanoTime() - saved >= time.toNanos();
  }

  private void writeKeptBest() {
    if (best != null) {
      byte[] bytes = best;
      directory.write(RunDirectory.BEST, out -> out.write(bytes));
      best = null;
    }
  }

  private static byte[] bytes(RunControl run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ModelArchive.write(run.network(), bytes);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause); // cannot happen: it writes to memory
    }
    return bytes.toByteArray();
  }
}
