package io.github.rnn4j.loop;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import io.github.rnn4j.optimizer.GradientNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * The training loop: epochs of minibatches, a validation after each epoch, and listeners for
 * everything that may differ from run to run.
 *
 * <pre>{@code
 * Training<MultiLayerNetwork> training =
 *     new Training<>(network, Minibatches.of(iterator), validator, Monitor.highest("accuracy"));
 * TrainingResult result =
 *     training.run(10, new Checkpoints(run), new MetricsCsv(run),
 *         new EarlyStopping(Monitor.highest("accuracy"), 3, 0));
 * }</pre>
 *
 * <p>The same network, seed, data and number of threads give bit-identical weights. Before each
 * update, ND4J's random number generator gets a seed computed from the network's seed and the
 * number of the update.
 *
 * @param <N> a {@code MultiLayerNetwork} or a {@code ComputationGraph} with one input and one
 *     output
 */
public final class Training<N extends Model & NeuralNetwork> {

  private final N network;
  private final Updates updates;
  private final Validator<? super N> validator;
  private final Monitor monitor;
  private final NetworkCounters counters;
  private double averaging;

  /** Updates the network in each epoch. Whatever it does must depend only on its arguments. */
  public interface Updates {

    /**
     * Returns the updates of an epoch.
     *
     * @param epoch the epoch, counted from 1
     * @return the updates, of which none has been made yet
     */
    EpochUpdates epoch(int epoch);

    /** Called before the first epoch. */
    void begin();

    /** Called after the last epoch, also if training fails. */
    void end();
  }

  /** The updates of an epoch, which are made one after the other. */
  public interface EpochUpdates {

    /**
     * Returns whether there is another update.
     *
     * @return false at the end of the epoch
     */
    boolean hasNext();

    /** Skips the next update, which was made before the run was interrupted. */
    void skip();

    /**
     * Makes the next update of the network, and sets its score.
     *
     * @param seed the seed for dropout
     * @return what it did
     */
    Updated next(long seed);
  }

  /**
   * What an update did.
   *
   * @param updates one update of the weights, or several, at least one
   * @param sequences the number of sequences that the network was trained on
   * @param tokens the number of real steps in them
   * @param counts other counts by name; see {@link TrainingTotals#counts}
   */
  public record Updated(
      List<MinibatchEvent.Update> updates, long sequences, long tokens, Map<String, Long> counts) {
    private TrainingTotals totals(double seconds) {
      double loss = updates.stream().mapToDouble(MinibatchEvent.Update::loss).sum();
      return new TrainingTotals(1, sequences, tokens, loss * sequences, seconds, counts);
    }
  }

  /**
   * Creates the training of a network by Deeplearning4j's {@code fit}.
   *
   * @param network the initialized network; it is trained in place
   * @param minibatches the training data of each epoch
   * @param validator measures the network after each epoch
   * @param monitor the metric of the validator that decides which epoch is the best
   * @throws IllegalArgumentException if the network is of any other class
   */
  public Training(
      N network, Minibatches minibatches, Validator<? super N> validator, Monitor monitor) {
    this(network, new FittedMinibatches(network, minibatches), validator, monitor);
  }

  /**
   * Creates the training of a network that is updated in another way. Counts and the norm of the
   * gradient are those of the updates.
   *
   * @param network the initialized network; it is trained in place
   * @param updates updates this network
   * @param validator measures the network after each epoch
   * @param monitor the metric of the validator that decides which epoch is the best
   * @throws IllegalArgumentException if the network is of any other class
   */
  public Training(N network, Updates updates, Validator<? super N> validator, Monitor monitor) {
    this.network = network;
    this.updates = updates;
    this.validator = validator;
    this.monitor = monitor;
    this.counters = new NetworkCounters(network);
  }

  /**
   * Adds up a count over the minibatches, such as the number of correct predictions. {@link
   * TrainingTotals#counts} has the sums, which continue after an interruption.
   *
   * @param name the name of the count: a letter, followed by letters, digits and underscores
   * @param ofMinibatch returns the count for the latest minibatch, at least 0; called after each
   *     update
   * @return this training
   * @throws IllegalArgumentException if the name is not legal
   */
  public Training<N> counting(String name, LongSupplier ofMinibatch) {
    return countingIn(name, minibatch -> ofMinibatch.getAsLong());
  }

  /**
   * Adds up a count over the minibatches that follows from their data, such as the number of known
   * labels. Otherwise like {@link #counting}.
   *
   * @param name the name of the count: a letter, followed by letters, digits and underscores
   * @param ofMinibatch returns the count for a minibatch, at least 0
   * @return this training
   * @throws IllegalArgumentException if the name is not legal
   */
  public Training<N> countingIn(String name, ToLongFunction<DataSet> ofMinibatch) {
    fitted().counting(ValidationMetrics.checkName(name), ofMinibatch);
    return this;
  }

  /**
   * Measures the norm of the gradient with a listener that may also clip it. By default the norm is
   * only measured.
   *
   * @param norm the listener; it must not be added to the network
   * @return this training
   */
  public Training<N> gradientNorm(GradientNorm norm) {
    fitted().gradientNorm(norm);
    return this;
  }

  private FittedMinibatches fitted() {
    if (updates instanceof FittedMinibatches minibatches) {
      return minibatches;
    }
    throw new IllegalStateException(
        "The network is not trained on minibatches here; count and clip in its updates");
  }

  /**
   * Validates and saves {@link AveragedWeights} instead of those of the last update. Training
   * continues with the weights of the last update; after it, the network has the averaged ones. By
   * default nothing is averaged.
   *
   * @param decay how slowly the average changes: it covers about the last {@code 1 / (1 - decay)}
   *     updates; 0 for no averaging, below 1
   * @return this training
   * @throws IllegalArgumentException if the decay is out of range
   */
  public Training<N> averaging(double decay) {
    averaging = AveragedWeights.checked(decay);
    return this;
  }

  /**
   * Trains the network.
   *
   * @param epochs the maximum number of epochs, at least 1
   * @param listeners called in the order of their {@link Turn}
   * @return every epoch, the best one, and why the run ended
   * @throws IllegalArgumentException if {@code epochs} is below 1
   * @throws DivergedException if the loss, the monitored metric or a weight is no longer finite, or
   *     the loss is a thousand times that of the first minibatch
   * @throws RunInterruptedException if a listener requested it
   * @throws RunException if an epoch is empty, the network makes no update for a minibatch, or a
   *     listener fails
   */
  public TrainingResult run(int epochs, RunListener... listeners) {
    return resume(TrainingState.START, epochs, listeners);
  }

  /**
   * Resumes training from a saved state. With the network and state of one {@code Checkpoint}, and
   * minibatches that depend only on the epoch's number, the final weights are bit-identical to
   * those of an uninterrupted run.
   *
   * @param from the progress of the run; {@link TrainingState#START} for a new one
   * @param epochs the maximum number of epochs, including those already done
   * @param listeners called in the order of their {@link Turn}
   * @return every epoch, the best one, and why the run ended; the time covers only this part
   * @throws IllegalArgumentException if {@code epochs} is below 1 or below the number of epochs
   *     already done
   * @throws DivergedException as for {@link #run}
   * @throws RunInterruptedException as for {@link #run}
   * @throws RunException as for {@link #run}
   */
  public TrainingResult resume(TrainingState from, int epochs, RunListener... listeners) {
    int least = Math.max(1, from.epochs().size());
    if (epochs < least) {
      throw new IllegalArgumentException(
          "epochs is " + epochs + ": it must be at least " + least + ".");
    }
    List<RunListener> told =
        Arrays.stream(listeners).sorted(Comparator.comparing(RunListener::turn)).toList();
    RunControl run = new RunControl(network, epochs, monitor, from);
    updates.begin();
    try {
      return loop(run, told);
    } catch (RuntimeException | Error cause) {
      tellFailed(told, cause);
      throw cause;
    } finally {
      updates.end();
    }
  }

  private TrainingResult loop(RunControl run, List<RunListener> listeners) {
    List<EpochEvent> history = new ArrayList<>(run.history());
    EpochEvent best = TrainingState.best(history);
    LossGuard guard = new LossGuard(run.from());
    TrainingTotals totals = run.from().part();
    AveragedWeights average = startOfAverage(run.from());
    long start = System.nanoTime();
    listeners.forEach(listener -> listener.started(run));

    boolean within = totals.minibatches() > 0; // the epoch is validated even if nothing is added
    for (int epoch = history.size() + 1;
        epoch <= run.epochs() && (run.goesOn() || within);
        epoch++) {
      within = false;
      counters.epochStarted();
      long asked = System.nanoTime();
      EpochUpdates data = updates.epoch(epoch);
      if (epoch == run.history().size() + 1) {
        skipTo(run.from(), data);
        asked = System.nanoTime(); // the totals include the skipped minibatches
      }
      while (run.goesOn() && data.hasNext()) {
        Updated updated = data.next(seedOf(run.updates()));
        run.updated();
        average.add(network, run.updates());
        guard.check(epoch, totals.minibatches() + 1, run.updates(), network.score());
        TrainingTotals trained = updated.totals(secondsSince(asked));
        totals = totals.plus(trained);
        MinibatchEvent event = new MinibatchEvent(epoch, trained, totals, updated.updates());
        listeners.forEach(listener -> listener.minibatch(event, run));
        if (run.takeSaveRequest()) {
          save(state(history, totals, guard, average), run, listeners);
          run.requireUninterrupted();
        }
        asked = System.nanoTime();
      }
      requireMinibatches(epoch, totals);
      run.cutShort(data.hasNext());
      requireFiniteWeights(epoch);
      counters.epochEnded();

      average.exchange(network); // the averaged weights are validated, and saved as the best
      long began = System.nanoTime();
      Map<String, Double> metrics =
          ValidationMetrics.checked(validator.validate(network), monitor, history, epoch);
      double validationSeconds = secondsSince(began);

      boolean improved = best == null || improves(metrics, best);
      EpochEvent event = new EpochEvent(epoch, totals, metrics, validationSeconds, improved);
      best = improved ? event : best;
      history.add(event);
      listeners.forEach(listener -> listener.epoch(event, run));
      average.exchange(network); // training continues with the latest weights
      if (run.savesEpoch()) {
        save(state(history, TrainingTotals.NONE, guard, average), run, listeners);
      }
      run.requireUninterrupted();
      totals = TrainingTotals.NONE;
    }

    average.exchange(network);
    TrainingResult result = new TrainingResult(history, best, run.reason(), secondsSince(start));
    listeners.forEach(listener -> listener.ended(result));
    return result;
  }

  /**
   * Skips to where the run was within the epoch. The carried state is restored last, because the
   * data may clear it.
   */
  private void skipTo(TrainingState from, EpochUpdates data) {
    for (int done = 0; done < from.part().minibatches(); done++) {
      if (!data.hasNext()) {
        throw new RunException(
            "The checkpoint was taken after %d minibatches of an epoch that has only %d. Restore the data and the files that belong to the same run, or train again."
                .formatted(from.part().minibatches(), done));
      }
      data.skip();
    }
    try {
      from.carried().restore(network);
    } catch (IllegalStateException cause) {
      throw otherRun(cause);
    }
  }

  private AveragedWeights startOfAverage(TrainingState from) {
    if (from.updates() == 0) {
      return AveragedWeights.of(network, averaging);
    }
    try {
      from.average().requireFit(network, averaging);
    } catch (IllegalStateException cause) {
      throw otherRun(cause);
    }
    return from.average().copy();
  }

  private static RunException otherRun(IllegalStateException cause) {
    return new RunException(
        cause.getMessage() + ". Restore files that belong to the same run, or train again.", cause);
  }

  /** Returns the seed for the dropout of one update; an interruption does not change it. */
  private long seedOf(long update) {
    return new SplittableRandom(counters.seed() * 1_000_003 + update).nextLong();
  }

  private TrainingState state(
      List<EpochEvent> history, TrainingTotals part, LossGuard guard, AveragedWeights average) {
    requireFiniteWeights(history.size() + (part.minibatches() == 0 ? 0 : 1));
    return new TrainingState(
        history, part, guard.first(), CarriedState.of(network), average.copy());
  }

  private static void save(TrainingState state, RunControl run, List<RunListener> listeners) {
    listeners.forEach(listener -> listener.save(state, run));
    run.saved(state);
  }

  private boolean improves(Map<String, Double> metrics, EpochEvent best) {
    return monitor.improves(monitor.valueIn(metrics), monitor.valueIn(best.validation()), 0);
  }

  private static void requireMinibatches(int epoch, TrainingTotals totals) {
    if (totals.minibatches() == 0) {
      throw new RunException(
          "Epoch "
              + epoch
              + " has no minibatches. Check that the data is not empty and that the iterator starts"
              + " over in every epoch.");
    }
  }

  private void requireFiniteWeights(int epoch) {
    // One NaN or infinity carries over to the sum; finite weights whose sum overflows have
    // diverged.
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
