package io.github.rnn4j.timeseries.training;

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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains one network of the ensemble. It never sees a value of the test period: the series it gets
 * end before that. A single series is cut into parallel streams; of several series, each is one
 * sequence.
 */
final class MemberTraining {

  static final Monitor MONITOR = Monitor.lowest(MetricName.LOSS);

  /** So many series are validated together. */
  private static final int TOGETHER = 64;

  /** Series with more steps than that together are not validated together. */
  private static final long MOST_STEPS = 100_000;

  /** More forecasts from the validation period are not validated after each epoch. */
  private static final long MOST_ORIGINS = 200_000;

  private final SeriesConfig config;
  private final List<PreparedSeries> series;
  private final ModelFit.Listeners hearing;
  private final List<SeriesTensors> training;
  private final List<SeriesTensors> whole;
  private final List<Validated> validated;
  private final long validationCount;

  /**
   * Series whose validation periods are forecast together.
   *
   * @param tensors the series
   * @param ends the first step of each validation period
   * @param labels what is forecast from all origins, {@code [origins, V K]}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Validated(List<SeriesTensors> tensors, int[] ends, INDArray labels) {

    /** Returns the outputs of a network for all origins, {@code [origins, V K Q]}. */
    INDArray outputs(MultiLayerNetwork network) {
      List<Outputs> outputs = Outputs.of(network, tensors);
      INDArray[] rows = new INDArray[ends.length];
      Arrays.setAll(rows, i -> outputs.get(i).from(ends[i] - 1));
      return rows.length == 1 ? rows[0] : Nd4j.concat(0, rows);
    }

    long count() {
      return labels.length() - labels.isNaN().castTo(labels.dataType()).sumNumber().longValue();
    }
  }

  /**
   * Prepares the data.
   *
   * @param series one or more series, without their test periods
   * @param hearing the listeners of the training, and where to save it
   */
  MemberTraining(SeriesConfig config, List<PreparedSeries> series, ModelFit.Listeners hearing) {
    this.config = config;
    this.hearing = hearing;
    this.series = series;
    this.training = series.stream().map(PreparedSeries::training).toList();
    this.whole = series.stream().map(PreparedSeries::whole).toList();
    this.validated = validated();
    this.validationCount = validated.stream().mapToLong(Validated::count).sum();
  }

  /** Groups series of similar length that are validated together; of very many, every n-th one. */
  private List<Validated> validated() {
    long origins =
        series.stream().mapToLong(its -> its.series().length() - its.trainEnd() + 1L).sum();
    int stride = Math.toIntExact(1 + origins / MOST_ORIGINS);
    int[] used =
        IntStream.iterate(0, i -> i < series.size(), i -> i + (series.size() > 1 ? stride : 1))
            .boxed()
            .sorted(Comparator.comparingInt(i -> whole.get(i).steps()))
            .mapToInt(i -> i)
            .toArray();
    List<Validated> groups = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= used.length; to++) {
      boolean full =
          to == used.length
              || to - from == TOGETHER
              || (to - from + 1L) * whole.get(used[to]).steps() > MOST_STEPS;
      if (full) {
        groups.add(validated(Arrays.copyOfRange(used, from, to)));
        from = to;
      }
    }
    return groups;
  }

  private Validated validated(int[] group) {
    int[] ends = IntStream.of(group).map(i -> series.get(i).trainEnd()).toArray();
    INDArray[] labels = new INDArray[group.length];
    Arrays.setAll(labels, i -> whole.get(group[i]).labelsFrom(ends[i] - 1));
    return new Validated(
        IntStream.of(group).mapToObj(whole::get).toList(),
        ends,
        labels.length == 1 ? labels[0] : Nd4j.concat(0, labels));
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
      List<SeriesTensors> data, long seed, int member, int epochs, Optional<RunDirectory> part) {}

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
        SeriesNetwork.configuration(config, shape(), task.seed()));
  }

  /** Returns a preparation, which decides the numbers of inputs and outputs of the network. */
  private Preparation shape() {
    return series.get(0).preparation();
  }

  private MultiLayerNetwork initial(Task task) {
    MultiLayerNetwork network = SeriesNetwork.build(config, shape(), task.seed());
    hearing.start(task.member()).map(MultiLayerNetwork::params).ifPresent(network::setParams);
    return network;
  }

  /** Returns the minibatches of a network: of a single series, one in each epoch. */
  static Minibatches minibatches(List<SeriesTensors> data, TrainingConfig training, long seed) {
    return epoch -> {
      Random random = new Random(seed * 31 + epoch);
      return data.size() == 1
          ? SeriesIterators.training(data.get(0), training.streams(), random)
          : SeriesIterators.training(data, training.streams(), random);
    };
  }

  /**
   * Returns the mean loss per value of the validation periods, forecast from origins before them or
   * in them.
   */
  private Map<String, Double> validate(MultiLayerNetwork network) {
    ForecastLoss loss = config.network().output().loss();
    double sum = 0;
    for (Validated group : validated) {
      sum +=
          loss.computeScore(
              group.labels(), group.outputs(network), new ActivationIdentity(), null, false);
    }
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
