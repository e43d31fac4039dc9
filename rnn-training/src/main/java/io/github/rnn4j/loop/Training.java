package io.github.rnn4j.loop;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.GradientNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

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
  private final Minibatches minibatches;
  private final Validator<? super N> validator;
  private final Monitor monitor;
  private final NetworkCounters counters;
  private final Map<String, ToLongFunction<DataSet>> counting = new TreeMap<>();
  private GradientNorm gradientNorm = GradientNorm.measured();
  private double averaging;

  /**
   * Creates the training of a network.
   *
   * @param network the initialized network; it is trained in place
   * @param minibatches the training data of each epoch
   * @param validator measures the network after each epoch
   * @param monitor the metric of the validator that decides which epoch is the best
   * @throws IllegalArgumentException if the network is of any other class
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
    counting.put(ValidationMetrics.checkName(name), ofMinibatch);
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
    gradientNorm = norm;
    return this;
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
    UpdateRecorder recorder = new UpdateRecorder(gradientNorm);
    network.addListeners(recorder);
    try {
      return loop(run, recorder, told);
    } catch (RuntimeException | Error cause) {
      tellFailed(told, cause);
      throw cause;
    } finally {
      counters.remove(recorder);
      DirectUpdater.remove(network);
    }
  }

  private TrainingResult loop(
      RunControl run, UpdateRecorder recorder, List<RunListener> listeners) {
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
      DirectUpdater.install(network); // again: a new learning rate removes it
      long asked = System.nanoTime();
      DataSetIterator data = minibatches.epoch(epoch);
      if (epoch == run.history().size() + 1) {
        skipTo(run.from(), data);
        asked = System.nanoTime(); // the totals include the skipped minibatches
      }
      while (run.goesOn() && data.hasNext()) {
        DataSet minibatch = data.next(); // features [B, C, T], mask [B, T]
        Nd4j.getRandom().setSeed(seedOf(run.updates()));
        network.fit(minibatch);
        int number = totals.minibatches() + 1;
        List<MinibatchEvent.Update> updates = recorder.take();
        requireUpdate(updates, minibatch, epoch, number);
        run.updated();
        average.add(network, run.updates());
        guard.check(epoch, number, run.updates(), network.score());
        TrainingTotals trained = trainedOn(minibatch, updates, secondsSince(asked));
        totals = totals.plus(trained);
        MinibatchEvent event = new MinibatchEvent(epoch, trained, totals, updates);
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
  private void skipTo(TrainingState from, DataSetIterator data) {
    for (int done = 0; done < from.part().minibatches(); done++) {
      if (!data.hasNext()) {
        throw new RunException(
            "The checkpoint was taken after %d minibatches of an epoch that has only %d. Restore the data and the files that belong to the same run, or train again."
                .formatted(from.part().minibatches(), done));
      }
      data.next();
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

  private TrainingTotals trainedOn(
      DataSet minibatch, List<MinibatchEvent.Update> updates, double seconds) {
    long sequences = minibatch.getFeatures().size(0);
    double loss = updates.stream().mapToDouble(MinibatchEvent.Update::loss).sum();
    Map<String, Long> counts = new TreeMap<>();
    counting.forEach((name, ofMinibatch) -> counts.put(name, ofMinibatch.applyAsLong(minibatch)));
    return new TrainingTotals(
        1, sequences, realSteps(minibatch), loss * sequences, seconds, counts);
  }

  private static long realSteps(DataSet minibatch) {
    INDArray mask = minibatch.getFeaturesMaskArray(); // [B, T]
    if (mask != null) {
      // In double, because a float sum of ones is exact only up to 2^24.
      return Math.round(mask.castTo(DataType.DOUBLE).sumNumber().doubleValue());
    }
    INDArray features = minibatch.getFeatures(); // [B, C, T], or [B, C] with one step each
    return features.rank() == 3 ? features.size(0) * features.size(2) : features.size(0);
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

  /** Deeplearning4j skips some minibatches and only logs a warning. */
  private static void requireUpdate(
      List<MinibatchEvent.Update> updates, DataSet minibatch, int epoch, int number) {
    if (updates.isEmpty()) {
      throw new RunException(
          "Epoch "
              + epoch
              + ", minibatch "
              + number
              + ": the network made no update. Truncated BPTT needs features and labels of rank 3"
              + " and of the same length T; these have the shapes "
              + Arrays.toString(minibatch.getFeatures().shape())
              + " and "
              + Arrays.toString(minibatch.getLabels().shape())
              + ".");
    }
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
