package io.github.rnn4j.timeseries;

import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.config.TrainingConfig;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Calendar;
import io.github.rnn4j.timeseries.preparation.PowerTransform;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model that is small enough to compute by hand. Differences from the last value, one lag, no
 * season; its first origin is step 1.
 */
public final class TinyModel {

  public static final int HORIZON = 4;

  /**
   * 0, 2, 4, ..., 118. The differences of k steps are all 2 k: their scale has the mean 2 k and,
   * for a constant, the deviation 1. A network with the output z therefore forecasts y + 2 k + z.
   */
  public static final TimeSeries RAMP =
      series(IntStream.range(0, 60).mapToDouble(t -> 2 * t).toArray());

  private TinyModel() {}

  public static TimeSeries series(double[]... variables) {
    List<String> names = IntStream.range(0, variables.length).mapToObj(v -> "x" + v).toList();
    return new TimeSeries("tiny", true, TimeAxis.counted(), names, variables, List.of());
  }

  public static SeriesConfig config(OutputForm output, Strategy strategy) {
    return config(output, strategy, PowerTransform.NONE, 3);
  }

  public static SeriesConfig config(
      OutputForm output, Strategy strategy, PowerTransform power, int epochs) {
    return new SeriesConfig(
        new DataConfig("noisy-sine", "", "", GapPolicy.ERROR, 60, 10, 10),
        new PreparationConfig(power, true, 1, false, Calendar.NONE, 1),
        new NetworkConfig(
            Cell.GRU,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            3,
            0,
            output,
            strategy,
            HORIZON,
            false,
            2),
        new TrainingConfig(epochs, 2, 10, 0.02, Clip.LAYER, 5, 0, 100, false, 1, 0));
  }

  public static Preparation preparation(SeriesConfig config, TimeSeries training) {
    return Preparation.fit(
        config.preparation(), training, config.network().stepsAhead(), List.of());
  }

  /**
   * Returns a network whose output is the same at every step: its biases, at first the standard
   * normal.
   */
  public static MultiLayerNetwork untrained(SeriesConfig config, Preparation preparation) {
    return SeriesNetwork.build(config, preparation, 1);
  }

  /** Returns a network whose output differs at every step. */
  public static MultiLayerNetwork random(SeriesConfig config, Preparation preparation, long seed) {
    MultiLayerNetwork network = SeriesNetwork.build(config, preparation, seed);
    INDArray weights = network.getOutputLayer().getParam("W");
    Random random = new Random(seed);
    for (long i = 0; i < weights.length(); i++) {
      weights.putScalar(i, random.nextGaussian());
    }
    return network;
  }

  /** Sets the output of an untrained network, the same numbers for each value. */
  public static MultiLayerNetwork saying(MultiLayerNetwork network, double... numbers) {
    INDArray biases = network.getOutputLayer().getParam("b");
    for (long i = 0; i < biases.length(); i++) {
      biases.putScalar(i, numbers[(int) (i % numbers.length)]);
    }
    return network;
  }
}
