package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.loss.ForecastLoss;
import io.github.rnn4j.loss.GaussianLoss;
import io.github.rnn4j.loss.PinballLoss;
import io.github.rnn4j.metric.Quantiles;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** How the network represents the distribution of a value. */
public enum OutputForm {
  /** Five quantiles; makes no assumption about the distribution. */
  QUANTILE {
    @Override
    public ForecastLoss loss() {
      return new PinballLoss(Quantiles.LEVELS);
    }

    @Override
    public double[] standardNormal() {
      return Quantiles.LEVELS.stream().mapToDouble(NORMAL::inverseCumulativeProbability).toArray();
    }

    @Override
    public Quantiles quantiles(double[] output, int at) {
      double[] q = sorted(output, at);
      return new Quantiles(q[0], q[1], q[2], q[3], q[4]);
    }

    /** Sorts the quantiles, because a network's quantiles may cross. */
    private double[] sorted(double[] output, int at) {
      double[] quantiles = Arrays.copyOfRange(output, at, at + Quantiles.LEVELS.size());
      Arrays.sort(quantiles);
      return quantiles;
    }

    @Override
    public double draw(double[] output, int at, double u) {
      return QuantileCurve.at(sorted(output, at), u);
    }
  },

  /** Mean and standard deviation of a normal distribution; needs less data. */
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
    public Quantiles quantiles(double[] output, int at) {
      return Quantiles.of(level -> draw(output, at, level));
    }

    @Override
    public double draw(double[] output, int at, double u) {
      return output[at]
          + GaussianLoss.deviation(output[at + 1]) * NORMAL.inverseCumulativeProbability(u);
    }
  };

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Returns the loss that the network is trained with. */
  public abstract ForecastLoss loss();

  /** Returns the outputs that represent the standard normal distribution. */
  public abstract double[] standardNormal();

  /** Returns the quantiles of the value whose outputs start at index {@code at}. */
  public abstract Quantiles quantiles(double[] output, int at);

  /**
   * Returns the value that is not exceeded with probability {@code u}, which is above 0 and below
   * 1.
   */
  public abstract double draw(double[] output, int at, double u);
}
