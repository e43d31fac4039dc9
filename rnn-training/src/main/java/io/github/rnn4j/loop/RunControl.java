package io.github.rnn4j.loop;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;

/**
 * A running training, as its listeners see it: what is trained, for how long, and the means to end
 * it.
 */
public final class RunControl {

  private final Model network;
  private final int epochs;
  private final Monitor monitor;
  private final TrainingState from;
  private String stopReason;
  private boolean interrupted;
  private boolean saveAsked;
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
   * The network in training. A listener may read or save it between minibatches.
   *
   * @return the network itself, not a copy
   */
  public Model network() {
    return network;
  }

  /**
   * The planned length of the run.
   *
   * @return the greatest number of epochs, at least 1
   */
  public int epochs() {
    return epochs;
  }

  /**
   * What was done before this start, where an interrupted run goes on.
   *
   * @return the epochs before the first of this start, in order; empty for a new run
   */
  public List<EpochEvent> history() {
    return from.epochs();
  }

  /**
   * Where this start of the run began.
   *
   * @return {@link TrainingState#START} for a new run
   */
  public TrainingState from() {
    return from;
  }

  /**
   * How many minibatches the run has been trained on, each of which is an update; those of before
   * an interruption are included.
   *
   * @return the number of the latest update, counted from 1 over all epochs; 0 before the first
   */
  public long updates() {
    return updates;
  }

  /**
   * What decides which epoch is the best.
   *
   * @return the monitored metric
   */
  public Monitor monitor() {
    return monitor;
  }

  /**
   * Asks the run to end. Asked for after a minibatch, the run is saved there, and the epoch ends
   * and is validated and reported like any other; asked for after an epoch, that epoch is the last.
   * Only the first reason counts.
   *
   * @param reason why, in words for a person
   */
  public void stop(String reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  /**
   * Why the run is about to end before its planned length.
   *
   * @return the reason, empty if nobody asked for an end
   */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  /**
   * Asks the run to stop now and to go on later: it is saved after the minibatch or epoch that was
   * just reported, and ends with a {@link RunInterruptedException}.
   *
   * @param reason why, in words for a person
   */
  public void interrupt(String reason) {
    interrupted = true;
    stop(reason);
  }

  /** Asks for the run to be saved after the minibatch that was just reported. */
  public void save() {
    saveAsked = true;
  }

  /**
   * Whether the epoch that was just reported ended before its last minibatch. A run that goes on
   * later goes on within it, and forgets its validation.
   *
   * @return true only after {@link #stop} was asked for within the epoch
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

  /**
   * Whether the run is to be saved after this minibatch. A request is forgotten once it is taken.
   */
  boolean takeSaveRequest() {
    boolean asked = saveAsked || stopReason != null;
    saveAsked = false;
    return asked;
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
