package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Networks that forecast together: their quantiles are averaged level by level, or their paths
 * thrown together.
 */
public final class Ensemble {

  private static final int LEVELS = ForecastMetrics.LEVELS.size();

  private final SeriesConfig config;
  private final Preparation preparation;
  private final List<MultiLayerNetwork> members;
  private final Calibration calibration;

  public Ensemble(
      SeriesConfig config,
      Preparation preparation,
      List<MultiLayerNetwork> members,
      Calibration calibration) {
    this.config = config;
    this.preparation = preparation;
    this.members = members;
    this.calibration = calibration;
  }

  List<MultiLayerNetwork> members() {
    return members;
  }

  /**
   * Forecasts from origins in rising order. No forecast sees a value after its origin: the network
   * reads the series once from its beginning, and says at the origin what it knows there.
   *
   * @param origins steps whose value is the last known one
   * @param steps how many steps ahead, at most the horizon with the direct strategy
   * @return quantiles of the levels (before the inverse of the power transform), {@code
   *     [origin][variable][k - 1][level]}
   */
  public double[][][][] levels(TimeSeries series, int[] origins, int steps) {
    double[][][][] quantiles =
        config.network().strategy() == Strategy.DIRECT
            ? direct(series, origins, steps)
            : new Paths(config, preparation, members).quantiles(series, origins, steps);
    for (double[][][] origin : quantiles) {
      for (double[][] variable : origin) {
        for (double[] step : variable) {
          calibration.apply(step);
        }
      }
    }
    return quantiles;
  }

  /** As {@link #levels}, in the unit of the series. */
  public double[][][][] values(TimeSeries series, int[] origins, int steps) {
    double[][][][] quantiles = levels(series, origins, steps);
    for (double[][][] origin : quantiles) {
      for (double[][] variable : origin) {
        for (double[] step : variable) {
          for (int level = 0; level < LEVELS; level++) {
            step[level] = config.preparation().power().inverse(step[level]);
          }
        }
      }
    }
    return quantiles;
  }

  private double[][][][] direct(TimeSeries series, int[] origins, int steps) {
    int last = origins[origins.length - 1];
    SeriesTensors tensors = new SeriesTensors(preparation, series, last + 1);
    double[][] levels = preparation.levels(series.head(last + 1));
    double[][][] anchors = new double[origins.length][levels.length][];
    for (int i = 0; i < origins.length; i++) {
      for (int v = 0; v < levels.length; v++) {
        anchors[i][v] = preparation.anchors(v, levels[v], series.axis(), origins[i], steps);
      }
    }
    double[][][][] sum = new double[origins.length][levels.length][steps][LEVELS];
    for (MultiLayerNetwork member : members) {
      double[][] outputs = Outputs.rows(member, tensors, tensors.first());
      for (int i = 0; i < origins.length; i++) {
        add(outputs[origins[i] - tensors.first()], anchors[i], sum[i]);
      }
    }
    return sum;
  }

  private void add(double[] output, double[][] anchors, double[][][] sum) {
    OutputForm form = config.network().output();
    int numbers = form.loss().numbersPerValue();
    for (int v = 0; v < anchors.length; v++) {
      for (int k = 1; k <= anchors[v].length; k++) {
        int at = (v * preparation.ahead() + k - 1) * numbers;
        double[] labels = form.quantiles(output, at);
        for (int level = 0; level < LEVELS; level++) {
          sum[v][k - 1][level] +=
              preparation.level(v, k, anchors[v][k - 1], labels[level]) / members.size();
        }
      }
    }
  }
}
