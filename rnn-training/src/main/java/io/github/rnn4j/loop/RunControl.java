package io.github.rnn4j.loop;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/**
 * A listener's view of a run in progress: the network, the planned length, and requests to stop or
 * save the run.
 */
public final class RunControl {

  private final Model network;
  private final int epochs;
  private final Monitor monitor;
  private final TrainingState from;
  private String stopReason;
  private boolean interrupted;
  private boolean saveAsked;
  private boolean saveSkipped;
  private boolean cutShort;
  private long updates;
  private TrainingState saved;

  RunControl(Model network, int epochs, Monitor monitor, TrainingState from) {
    this.from = from;
    this.saved = from;
    this.updates = from.updates();
    this.network = network;
    this.epochs = epochs;
    this.monitor = monitor;
  }

  /**
   * The network that is being trained. A listener may read or save it between minibatches.
   *
   * @return the network itself, not a copy
   */
  public Model network() {
    return network;
  }

  /**
   * The planned length of the run.
   *
   * @return the maximum number of epochs, at least 1
   */
  public int epochs() {
    return epochs;
  }

  /**
   * The epochs that were completed before an interrupted run was resumed.
   *
   * @return the earlier epochs, in order; empty for a new run
   */
  public List<EpochEvent> history() {
    return from.epochs();
  }

  /**
   * The state from which the run was started or resumed.
   *
   * @return {@link TrainingState#START} for a new run
   */
  public TrainingState from() {
    return from;
  }

  /**
   * The number of minibatches trained so far, each of which is one update, including those before
   * an interruption.
   *
   * @return the number of the latest update, counted from 1 over all epochs; 0 before the first
   */
  public long updates() {
    return updates;
  }

  /**
   * The number of times that the weights of the network have been updated since it was built. With
   * truncated BPTT, a minibatch can make several updates.
   *
   * @return the number of the latest {@link MinibatchEvent.Update}; 0 before the first
   */
  public long networkUpdates() {
    return new NetworkCounters(network).updates();
  }

  /**
   * The metric that decides which epoch is the best.
   *
   * @return the monitored metric
   */
  public Monitor monitor() {
    return monitor;
  }

  /**
   * Asks the run to end. If asked after a minibatch, the run is saved there, and the epoch ends
   * early and is validated and reported like any other. If asked after an epoch, that epoch is the
   * last one. Only the first reason counts.
   *
   * @param reason a human-readable reason
   */
  public void stop(String reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  /**
   * The reason why the run is about to end before its planned length.
   *
   * @return the reason; empty if no listener has asked for the end
   */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  /**
   * Asks the run to stop now, to be resumed later. The run is saved after the minibatch or epoch
   * that was just reported, and ends with a {@link RunInterruptedException}.
   *
   * @param reason a human-readable reason
   */
  public void interrupt(String reason) {
    interrupted = true;
    stop(reason);
  }

  /** Asks for a save after the minibatch that was just reported. */
  public void save() {
    saveAsked = true;
  }

  /**
   * Skips the save after the epoch that was just reported, unless the run is about to stop. For
   * epochs so short that saving each one would take longer than training it.
   */
  public void skipSave() {
    saveSkipped = true;
  }

  /**
   * Returns whether the epoch that was just reported ended before its last minibatch. If the run is
   * resumed later, it continues within this epoch and discards the validation.
   *
   * @return true only if {@link #stop} was called within the epoch
   */
  public boolean cutShort() {
    return cutShort;
  }

  void cutShort(boolean cut) {
    cutShort = cut;
  }

  String reason() {
    return stopReason().orElse("all " + epochs + " epochs done");
  }

  boolean goesOn() {
    return stopReason == null;
  }

  void updated() {
    updates++;
  }

  /** Returns whether to save the run after this minibatch, and clears the request. */
  boolean takeSaveRequest() {
    boolean asked = saveAsked || stopReason != null;
    saveAsked = false;
    return asked;
  }

  /** Returns whether to save the run after this epoch, and clears a request to skip it. */
  boolean savesEpoch() {
    boolean skipped = saveSkipped && stopReason == null;
    saveSkipped = false;
    return !skipped && !cutShort; // saved after its last minibatch
  }

  void saved(TrainingState state) {
    saved = state;
  }

  void requireUninterrupted() {
    if (interrupted) {
      throw new RunInterruptedException(
          "%s: the run is saved after %s.".formatted(stopReason, saved.place()));
    }
  }
}
