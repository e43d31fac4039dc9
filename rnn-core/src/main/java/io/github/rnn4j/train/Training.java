package io.github.rnn4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training loop: epochs of minibatches, a validation after each epoch, and listeners for all
 * that may differ from run to run.
 *
 * <pre>{@code
 * Training<MultiLayerNetwork> training =
 *     new Training<>(network, Minibatches.of(iterator), validator, Monitor.highest("accuracy"));
 * TrainingResult result =
 *     training.run(10, new Checkpoints(run), new MetricsCsv(run),
 *         new EarlyStopping(Monitor.highest("accuracy"), 3, 0));
 * }</pre>
 *
 * <p>The same network, seed, data and number of threads give the same weights, bit for bit.
 *
 * @param <N> a {@code MultiLayerNetwork} or a {@code ComputationGraph} with one input and one
 *     output
 */
public final class Training<N extends Model & NeuralNetwork> {

  private final N network;
  private final Minibatches minibatches;
  private final Validator<? super N> validator;
  private final Monitor monitor;
  private final NetworkCounters counters;

  /**
   * What is trained, on what, and how it is measured.
   *
   * @param network the initialised network; it is trained in place
   * @param minibatches the training data of each epoch
   * @param validator measures the network after each epoch
   * @param monitor which of the validator's metrics says that an epoch is the best
   * @throws IllegalArgumentException if the network is of another class than the two above
   */
  public Training(
      N network, Minibatches minibatches, Validator<? super N> validator, Monitor monitor) {
    this.network = network;
    this.minibatches = minibatches;
    this.validator = validator;
    this.monitor = monitor;
    this.counters = new NetworkCounters(network);
  }

  /**
   * Trains.
   *
   * @param epochs the greatest number of epochs, at least 1
   * @param listeners told of everything, in this order
   * @return every epoch, the best one, and why the run ended
   * @throws IllegalArgumentException if {@code epochs} is below 1
   * @throws DivergedException if the loss, the monitored metric or a weight is no longer finite
   * @throws RunException if an epoch is empty, the network refuses a minibatch, or a listener
   *     cannot do its work
   */
  public TrainingResult run(int epochs, RunListener... listeners) {
    return resume(List.of(), epochs, listeners);
  }

  /**
   * Trains on after epochs that were done before, as a run that was not interrupted would: with the
   * network of its {@code last.zip}, and minibatches and dropout that depend on the epoch's number
   * alone, the weights are those of that run, bit for bit.
   *
   * @param done the epochs that were done, in order; empty for a new run
   * @param epochs the greatest number of epochs, those that were done included; at least one more
   *     than them
   * @param listeners told of everything from now on, in this order
   * @return every epoch, the best one, and why the run ended; the time is that of this part
   * @throws IllegalArgumentException if nothing is left to do, or the epochs that were done are not
   *     1, 2, ... in this order
   * @throws DivergedException as {@link #run}
   * @throws RunException as {@link #run}
   * @see TrainingHistory
   */
  public TrainingResult resume(List<EpochEvent> done, int epochs, RunListener... listeners) {
    if (epochs <= done.size()) {
      throw new IllegalArgumentException(
          "epochs is " + epochs + ": give at least " + (done.size() + 1) + ".");
    }
    List<RunListener> told = List.copyOf(Arrays.asList(listeners));
    RunControl run = new RunControl(network, epochs, monitor, TrainingHistory.checked(done));
    try {
      return loop(run, told);
    } catch (RuntimeException | Error cause) {
      tellFailed(told, cause);
      throw cause;
    }
  }

  private TrainingResult loop(RunControl run, List<RunListener> listeners) {
    List<EpochEvent> history = new ArrayList<>(run.history());
    EpochEvent best = TrainingHistory.best(history);
    long start = System.nanoTime();
    listeners.forEach(listener -> listener.started(run));

    for (int epoch = history.size() + 1; epoch <= run.epochs() && run.goesOn(); epoch++) {
      EpochTally tally = new EpochTally(epoch);
      counters.epochStarted();

      long asked = System.nanoTime();
      DataSetIterator data = minibatches.epoch(epoch);
      while (run.goesOn() && data.hasNext()) {
        DataSet minibatch = data.next(); // features [B, C, T], mask [B, T]
        long updates = counters.updates();
        network.fit(minibatch);
        requireUpdate(updates, minibatch, epoch, tally);
        MinibatchEvent event = tally.add(minibatch, network.score(), secondsSince(asked));
        listeners.forEach(listener -> listener.minibatch(event, run));
        asked = System.nanoTime();
      }
      TrainingTotals totals = tally.totals();
      requireFiniteWeights(epoch);
      counters.epochEnded();

      long validationStart = System.nanoTime();
      Map<String, Double> metrics =
          ValidationMetrics.checked(validator.validate(network), monitor, history, epoch);
      double validationSeconds = secondsSince(validationStart);

      boolean improved = best == null || improves(metrics, best);
      EpochEvent event = new EpochEvent(epoch, totals, metrics, validationSeconds, improved);
      best = improved ? event : best;
      history.add(event);
      listeners.forEach(listener -> listener.epoch(event, run));
    }

    String reason = run.stopReason().orElse("all " + run.epochs() + " epochs done");
    TrainingResult result = new TrainingResult(history, best, reason, secondsSince(start));
    listeners.forEach(listener -> listener.ended(result));
    return result;
  }

  private boolean improves(Map<String, Double> metrics, EpochEvent best) {
    return monitor.improves(monitor.valueIn(metrics), monitor.valueIn(best.validation()), 0);
  }

  /** Deeplearning4j skips some minibatches with no more than a warning in its log. */
  private void requireUpdate(long updatesBefore, DataSet minibatch, int epoch, EpochTally tally) {
    if (counters.updates() == updatesBefore) {
      throw new RunException(
          "Epoch "
              + epoch
              + ", minibatch "
              + (tally.minibatches() + 1)
              + ": the network made no update. Truncated BPTT needs features and labels of rank 3"
              + " and of one length T; these are "
              + Arrays.toString(minibatch.getFeatures().shape())
              + " and "
              + Arrays.toString(minibatch.getLabels().shape())
              + ".");
    }
  }

  private void requireFiniteWeights(int epoch) {
    // One NaN or infinity makes the sum so too; finite weights that overflow it have diverged as
    // well.
    if (!Double.isFinite(network.params().sumNumber().doubleValue())) {
      throw DivergedException.ofWeights(epoch);
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private static void tellFailed(List<RunListener> listeners, Throwable cause) {
    for (RunListener listener : listeners) {
      try {
        listener.failed(cause);
      } catch (RuntimeException another) {
        cause.addSuppressed(another);
      }
    }
  }
}
