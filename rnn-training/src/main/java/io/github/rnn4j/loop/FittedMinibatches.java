package io.github.rnn4j.loop;

import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.GradientNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Updates a network with Deeplearning4j's {@code fit}, one minibatch after the other. */
final class FittedMinibatches implements Training.Updates {

  private final NeuralNetwork network;
  private final Minibatches minibatches;
  private final Map<String, ToLongFunction<DataSet>> counting = new TreeMap<>();
  private final Recorder recorder = new Recorder();
  private GradientNorm norm = GradientNorm.measured();

  FittedMinibatches(NeuralNetwork network, Minibatches minibatches) {
    this.network = network;
    this.minibatches = minibatches;
  }

  void counting(String name, ToLongFunction<DataSet> ofMinibatch) {
    counting.put(name, ofMinibatch);
  }

  void gradientNorm(GradientNorm listener) {
    norm = listener;
  }

  @Override
  public void begin() {
    ((Model) network).addListeners(recorder);
  }

  @Override
  public void end() {
    new NetworkCounters((Model) network).remove(recorder);
    DirectUpdater.remove(network);
  }

  @Override
  public Training.EpochUpdates epoch(int epoch) {
    DirectUpdater.install(network); // again: a new learning rate removes it
    DataSetIterator data = minibatches.epoch(epoch);
    return new Training.EpochUpdates() {
      private int number;

      @Override
      public boolean hasNext() {
        return data.hasNext();
      }

      @Override
      public void skip() {
        number++;
        data.next();
      }

      @Override
      public Training.Updated next(long seed) {
        number++;
        return fit(data.next(), seed, "Epoch %d, minibatch %d".formatted(epoch, number));
      }
    };
  }

  /** Fits features [B, C, T] with a mask [B, T]. */
  private Training.Updated fit(DataSet minibatch, long seed, String place) {
    Nd4j.getRandom().setSeed(seed);
    network.fit(minibatch);
    List<MinibatchEvent.Update> updates = recorder.take();
    requireUpdate(updates, minibatch, place);
    Map<String, Long> counts = new TreeMap<>();
    counting.forEach((name, ofMinibatch) -> counts.put(name, ofMinibatch.applyAsLong(minibatch)));
    return new Training.Updated(
        updates, minibatch.getFeatures().size(0), Minibatches.realSteps(minibatch), counts);
  }

  /** Deeplearning4j skips some minibatches and only logs a warning. */
  private static void requireUpdate(
      List<MinibatchEvent.Update> updates, DataSet minibatch, String place) {
    if (updates.isEmpty()) {
      throw new RunException(
          "%s: the network made no update. Truncated BPTT needs features and labels of rank 3 and of the same length T; these have the shapes %s and %s."
              .formatted(
                  place,
                  Arrays.toString(minibatch.getFeatures().shape()),
                  Arrays.toString(minibatch.getLabels().shape())));
    }
  }

  /** Records the updates that Deeplearning4j makes while it trains a minibatch. */
  private final class Recorder extends BaseTrainingListener {

    private final List<MinibatchEvent.Update> updates = new ArrayList<>();

    @Override
    public void onGradientCalculation(Model model) {
      norm.onGradientCalculation(model);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      updates.add(new MinibatchEvent.Update(iteration + 1L, model.score(), norm.latest()));
    }

    /** Returns the updates since the last call. */
    List<MinibatchEvent.Update> take() {
      List<MinibatchEvent.Update> taken = List.copyOf(updates);
      updates.clear();
      return taken;
    }
  }
}
