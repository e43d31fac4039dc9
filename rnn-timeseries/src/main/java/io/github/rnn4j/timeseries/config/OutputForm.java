package io.github.rnn4j.timeseries.config;

import io.github.rnn4j.loss.ForecastLoss;
import io.github.rnn4j.loss.GaussianLoss;
import io.github.rnn4j.loss.PinballLoss;
import io.github.rnn4j.metric.Quantiles;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/** How the network says the distribution of a value. */
public enum OutputForm {
  /** By five quantiles; makes no assumption about the distribution. */
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

    /** A network may say a quantile below the one of a lower level. */
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

  /** What the network is trained with. */
  public abstract ForecastLoss loss();

  /** The numbers that say the standard normal distribution. */
  public abstract double[] standardNormal();

  /** The quantiles of the value whose numbers begin at {@code at}. */
  public abstract Quantiles quantiles(double[] output, int at);

  /** The value that is not exceeded with probability {@code u}, above 0 and below 1. */
  public abstract double draw(double[] output, int at, double u);
}
