package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.loss.ForecastLoss;
import io.github.rnn4j.loss.GaussianLoss;
import io.github.rnn4j.loss.PinballLoss;
import io.github.rnn4j.metric.ForecastMetrics;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** How the network says the distribution of a value. */
public enum OutputForm {
  /** By five quantiles; makes no assumption about the distribution. */
  QUANTILE {
    @Override
    public ForecastLoss loss() {
      return new PinballLoss(ForecastMetrics.LEVELS);
    }

    @Override
    public double[] standardNormal() {
      return ForecastMetrics.LEVELS.stream()
          .mapToDouble(NORMAL::inverseCumulativeProbability)
          .toArray();
    }

    @Override
    public double[] quantiles(double[] output, int at) {
      double[] quantiles = new double[ForecastMetrics.LEVELS.size()];
      for (int i = 0; i < quantiles.length; i++) {
        quantiles[i] = output[at + i];
      }
      Arrays.sort(quantiles);
      return quantiles;
    }

    @Override
    public double draw(double[] output, int at, double u) {
      return QuantileCurve.at(quantiles(output, at), u);
    }
  },

  /** By mean and standard deviation of a normal distribution; asks for less data. */
  GAUSSIAN {
    @Override
    public ForecastLoss loss() {
      return new GaussianLoss();
    }

    @Override
    public double[] standardNormal() {
      return new double[] {0, 0}; // mean, logarithm of the deviation
    }

    @Override
    public double[] quantiles(double[] output, int at) {
      return ForecastMetrics.LEVELS.stream().mapToDouble(p -> draw(output, at, p)).toArray();
    }

    @Override
    public double draw(double[] output, int at, double u) {
      return output[at]
          + GaussianLoss.deviation(output[at + 1]) * NORMAL.inverseCumulativeProbability(u);
    }
  };

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** What the network is trained with. */
  public abstract ForecastLoss loss();

  /** The numbers that say the standard normal distribution. */
  public abstract double[] standardNormal();

  /**
   * The quantiles of {@link ForecastMetrics#LEVELS} of the value whose numbers begin at {@code at}.
   */
  public abstract double[] quantiles(double[] output, int at);

  /** The value that is not exceeded with probability {@code u}, above 0 and below 1. */
  public abstract double draw(double[] output, int at, double u);
}
