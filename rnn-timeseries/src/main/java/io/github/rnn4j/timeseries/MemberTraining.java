package io.github.rnn4j.timeseries;

import io.github.rnn4j.datasets.TimeSeries;
import io.github.rnn4j.loss.ForecastLoss;
import io.github.rnn4j.train.EarlyStopping;
import io.github.rnn4j.train.Minibatches;
import io.github.rnn4j.train.Monitor;
import io.github.rnn4j.train.RunListener;
import io.github.rnn4j.train.Training;
import io.github.rnn4j.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains one network of the ensemble. It never sees a value of the test part: the series ends where
 * that begins.
 */
final class MemberTraining {

  static final String LOSS = "loss";

  private final SeriesConfig config;
  private final Preparation preparation;
  private final int trainEnd;
  private final SeriesTensors training;
  private final SeriesTensors whole;
  private final INDArray validationLabels;
  private final long validationCount;

  /**
   * Prepares the data.
   *
   * @param series training and validation part, and nothing after them
   * @param trainEnd the first step of the validation part
   */
  MemberTraining(SeriesConfig config, Preparation preparation, TimeSeries series, int trainEnd) {
    this.config = config;
    this.preparation = preparation;
    this.trainEnd = trainEnd;
    this.training = new SeriesTensors(preparation, series, trainEnd);
    this.whole = new SeriesTensors(preparation, series, series.length());
    this.validationLabels = whole.labelsFrom(trainEnd - 1);
    this.validationCount =
        validationLabels.length()
            - validationLabels.isNaN().castTo(validationLabels.dataType()).sumNumber().longValue();
  }

  /** A network and how it came to be. */
  record Trained(MultiLayerNetwork network, TrainingResult result) {}

  /** Trains on the training part; the validation part chooses the epoch whose weights are kept. */
  Trained choose(long seed, List<RunListener> listeners) {
    List<RunListener> all = new ArrayList<>(listeners);
    Monitor monitor = Monitor.lowest(LOSS);
    all.add(new EarlyStopping(monitor, config.training().patience(), 0));
    all.add(new BestWeights());
    return train(training, seed, config.training().epochs(), all);
  }

  /** Trains on training and validation part for a number of epochs. */
  Trained again(long seed, int epochs) {
    return train(whole, seed, epochs, List.of());
  }

  private Trained train(SeriesTensors data, long seed, int epochs, List<RunListener> listeners) {
    MultiLayerNetwork network = SeriesNetwork.build(config, preparation, seed);
    Minibatches streams =
        epoch ->
            new ListDataSetIterator<>(
                List.of(data.streams(config.training().streams(), new Random(seed * 31 + epoch))));
    Training<MultiLayerNetwork> loop =
        new Training<>(network, streams, this::validate, Monitor.lowest(LOSS));
    return new Trained(network, loop.run(epochs, listeners.toArray(RunListener[]::new)));
  }

  /** The mean loss of a value of the validation part, forecast from origins before it or in it. */
  private Map<String, Double> validate(MultiLayerNetwork network) {
    ForecastLoss loss = config.network().output().loss();
    double[][] rows = Outputs.rows(network, whole, trainEnd - 1);
    INDArray outputs = Nd4j.createFromArray(rows);
    double sum =
        loss.computeScore(validationLabels, outputs, new ActivationIdentity(), null, false);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(LOSS, sum / validationCount);
    return metrics;
  }

  /** The seed of a member; the first one's is that of the run. */
  static long[] seeds(TrainingConfig training, int members) {
    long[] seeds = new long[members];
    Arrays.setAll(seeds, i -> training.seed() + 1000L * i);
    return seeds;
  }
}
