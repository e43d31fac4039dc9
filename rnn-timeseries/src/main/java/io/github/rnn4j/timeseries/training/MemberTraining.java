package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loss.ForecastLoss;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.data.SeriesIterators;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.model.Outputs;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains one network of the ensemble. It never sees a value of the test period: the series it gets
 * ends before that.
 */
final class MemberTraining {

  private static final Monitor MONITOR = Monitor.lowest(MetricName.LOSS);

  private final SeriesConfig config;
  private final Preparation preparation;
  private final int trainEnd;
  private final ModelFit.Listeners hearing;
  private final SeriesTensors training;
  private final SeriesTensors whole;
  private final INDArray validationLabels;
  private final long validationCount;

  /**
   * Prepares the data.
   *
   * @param series the training and validation periods and nothing after them
   * @param trainEnd the first step of the validation period
   * @param hearing the listeners of the training, and where to save it
   */
  MemberTraining(
      SeriesConfig config,
      Preparation preparation,
      TimeSeries series,
      int trainEnd,
      ModelFit.Listeners hearing) {
    this.config = config;
    this.hearing = hearing;
    this.preparation = preparation;
    this.trainEnd = trainEnd;
    this.training = new SeriesTensors(preparation, series, trainEnd);
    this.whole = new SeriesTensors(preparation, series, series.length());
    this.validationLabels = whole.labelsFrom(trainEnd - 1);
    this.validationCount =
        validationLabels.length()
            - validationLabels.isNaN().castTo(validationLabels.dataType()).sumNumber().longValue();
  }

  /** A trained network and the result of its training. */
  record Trained(MultiLayerNetwork network, TrainingResult result) {}

  /**
   * Trains on the training period; the validation period selects the epoch whose weights are kept.
   */
  Trained choose(long seed, int member) {
    Optional<RunDirectory> part = hearing.part(TrainingSession.member(member));
    List<RunListener> all = new ArrayList<>(hearing.ofMember(member));
    all.add(hearing.earlyStopping(MONITOR, config.training().patience(), member));
    all.add(new BestWeights(part));
    int epochs = hearing.trial().epochs(config.training().epochs());
    return train(new Task(training, seed, member, epochs, part), all);
  }

  /** Trains on the training and validation periods for a fixed number of epochs. */
  Trained again(long seed, int member, int epochs) {
    Optional<RunDirectory> part = hearing.part("refit-" + member);
    return train(new Task(whole, seed, member, epochs, part), hearing.ofRefit(member));
  }

  /**
   * The data, the seed of the initial weights, the number of the network and of its epochs, and
   * where to save the training.
   */
  private record Task(
      SeriesTensors data, long seed, int member, int epochs, Optional<RunDirectory> part) {}

  private Trained train(Task task, List<RunListener> listeners) {
    Optional<Checkpoint<MultiLayerNetwork>> saved =
        task.part().flatMap(Checkpoint::ofMultiLayerNetwork);
    saved.ifPresent(checkpoint -> requireLayers(task, checkpoint.network()));
    MultiLayerNetwork network = saved.map(Checkpoint::network).orElseGet(() -> initial(task));
    Minibatches streams = minibatches(task.data(), config.training(), task.seed());
    Training<MultiLayerNetwork> loop =
        new Training<>(network, hearing.trial().of(streams), this::validate, MONITOR)
            .countingIn(TrainingLoss.KNOWN_VALUES, TrainingLoss::knownValues)
            .gradientNorm(config.training().gradientNorm())
            .averaging(config.training().averaging());
    List<RunListener> all = new ArrayList<>(hearing.ofEach());
    all.addAll(listeners);
    task.part().map(hearing::saving).ifPresent(all::add);
    return new Trained(
        network, loop.resume(hearing.from(saved), task.epochs(), all.toArray(RunListener[]::new)));
  }

  private void requireLayers(Task task, MultiLayerNetwork saved) {
    SavedNetworks.requireLayers(
        task.part().orElseThrow(),
        saved,
        SeriesNetwork.configuration(config, preparation, task.seed()));
  }

  private MultiLayerNetwork initial(Task task) {
    MultiLayerNetwork network = SeriesNetwork.build(config, preparation, task.seed());
    hearing.start(task.member()).map(MultiLayerNetwork::params).ifPresent(network::setParams);
    return network;
  }

  /** Returns the minibatches of a network: one in each epoch. */
  static Minibatches minibatches(SeriesTensors data, TrainingConfig training, long seed) {
    return epoch ->
        SeriesIterators.training(data, training.streams(), new Random(seed * 31 + epoch));
  }

  /**
   * Returns the mean loss per value of the validation period, forecast from origins before it or in
   * it.
   */
  private Map<String, Double> validate(MultiLayerNetwork network) {
    ForecastLoss loss = config.network().output().loss();
    INDArray outputs = Outputs.of(network, whole).from(trainEnd - 1);
    double sum =
        loss.computeScore(validationLabels, outputs, new ActivationIdentity(), null, false);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(MetricName.LOSS, sum / validationCount);
    return metrics;
  }

  /** Returns the seeds of the members; the first member has the seed of the run. */
  static long[] seeds(TrainingConfig training, int members) {
    long[] seeds = new long[members];
    Arrays.setAll(seeds, i -> training.seed() + 1000L * i);
    return seeds;
  }
}
