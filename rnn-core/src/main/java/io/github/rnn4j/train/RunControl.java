package io.github.rnn4j.train;

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
  private final List<EpochEvent> history;
  private String stopReason;

  RunControl(Model network, int epochs, Monitor monitor, List<EpochEvent> history) {
    this.history = List.copyOf(history);
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
    return history;
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
   * Asks the run to end. Asked for after a minibatch, the epoch ends there and is validated and
   * reported like any other; asked for after an epoch, that epoch is the last. Only the first
   * reason counts.
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

  boolean goesOn() {
    return stopReason == null;
  }
}
