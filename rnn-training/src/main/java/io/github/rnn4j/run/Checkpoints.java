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
 * Saves the network with its updater state: a {@link Checkpoint} after every epoch, and {@link
 * RunDirectory#BEST} after an epoch that is the best so far. A long epoch is saved within, too.
 *
 * <p>Every file is replaced atomically, the best before the checkpoint that knows of it: killed at
 * any moment, the run goes on from a checkpoint to the same end.
 */
public final class Checkpoints implements RunListener {

  /** After so long within an epoch it is saved there, unless another time is given. */
  public static final Duration WITHIN = Duration.ofMinutes(10);

  private final RunDirectory directory;
  private final Duration within;
  private final Duration apart;
  private long saved;
  private byte[] best; // not on the disk yet

  /**
   * Saves to a run after every epoch, and within one every ten minutes.
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
   * The same with another time after which it is saved within an epoch.
   *
   * @param time zero for after every minibatch
   * @return the listener
   */
  public Checkpoints within(Duration time) {
    return new Checkpoints(directory, time, apart);
  }

  /**
   * The same for epochs so short that saving each would take longer than they do: it is saved after
   * an epoch only when some time has passed since the last time, and after the last epoch.
   *
   * @param time the least time between two
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
   * Begins to count the time, and puts the files in order after an interruption. Where an epoch
   * that was cut short was the best so far, the best whole one takes its place again.
   *
   * @throws RunException if a file cannot be renamed
   */
  @Override
  public void started(RunControl run) {
    saved = System.nanoTime();
    best = null;
    directory.rename(RunDirectory.WHOLE_BEST, RunDirectory.BEST);
    Checkpoint.settle(directory);
  }

  @Override
  public void minibatch(MinibatchEvent event, RunControl run) {
    if (passed(within)) {
      run.save();
    }
  }

  /**
   * Saves the best network, or keeps it for when the run is saved next.
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
  }

  /**
   * Saves the run.
   *
   * @throws RunException if a file cannot be written; the earlier ones are whole then
   */
  @Override
  public void save(TrainingState state, RunControl run) {
    boolean last = run.stopReason().isPresent() || state.epochs().size() >= run.epochs();
    if (last || state.part().minibatches() > 0 || passed(apart)) {
      writeKeptBest();
      Checkpoint.write(directory, run.network(), state);
      saved = System.nanoTime();
    }
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
      throw new UncheckedIOException(cause); // nothing is written to a file here
    }
    return bytes.toByteArray();
  }
}
