package io.github.rnn4j.datasets.series;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sine waves that this program makes, to try forecasting without any download.
 *
 * <p>A pure sine tells little about a model: {@code sin(x + 2d) = 2 cos(d) sin(x + d) - sin(x)}, so
 * a linear autoregression of order 2 continues it without error. {@link #noisy} is the harder one.
 */
public final class SineSeries {

  private static final int PERIOD = 50;
  private static final double DRIFT = 2e-3;
  private static final double CHIRP = 0.15;
  private static final double NOISE = 0.1;

  private SineSeries() {}

  /**
   * A pure sine wave of amplitude 1 and a period of {@value #PERIOD} steps.
   *
   * @param steps how many steps, 1 or more
   * @return the series
   */
  public static TimeSeries pure(int steps) {
    return series("sine", IntStream.range(0, steps).mapToDouble(SineSeries::sine).toArray());
  }

  /**
   * Equally spaced points of the sine of an interval, both ends included.
   *
   * @param points how many, 2 or more
   * @param from the lower end
   * @param to the upper end
   * @return the series
   */
  public static TimeSeries interval(int points, double from, double to) {
    double distance = (to - from) / (points - 1);
    return series(
        "sine of %s to %s".formatted(from, to),
        IntStream.range(0, points).mapToDouble(i -> Math.sin(from + i * distance)).toArray());
  }

  /**
   * A sine wave with a drift of {@value #DRIFT} a step, a frequency that swings by {@value #CHIRP}
   * of itself, slowly, and normal noise with a standard deviation of {@value #NOISE}, which no
   * forecast can undercut.
   *
   * @param steps how many steps, 1 or more
   * @param seed of the noise; a longer series begins with the shorter one
   * @return the series
   */
  public static TimeSeries noisy(int steps, long seed) {
    Random random = new Random(seed);
    double[] values = new double[steps];
    double phase = 0;
    for (int t = 0; t < steps; t++) {
      values[t] = Math.sin(phase) + DRIFT * t + NOISE * random.nextGaussian();
      double swing = Math.sin(2 * Math.PI * t / (7.3 * PERIOD));
      phase += 2 * Math.PI / PERIOD * (1 + CHIRP * swing);
    }
    return series("noisy sine, seed " + seed, values);
  }

  private static double sine(int step) {
    return Math.sin(2 * Math.PI * step / PERIOD);
  }

  private static TimeSeries series(String name, double[] values) {
    return new TimeSeries(
        name, true, TimeAxis.counted(), List.of("value"), new double[][] {values}, List.of());
  }
}
