package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.stateful.NetworkSteps;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Makes recursive forecasts: samples the next value from the predicted distribution and feeds it
 * back, along many paths at once. The quantiles are those of the paths.
 */
public final class Paths {

  private static final int PATHS = 400;
  private static final int LEAST_PATHS_OF_A_MEMBER = 40;

  private final SeriesConfig config;
  private final Preparation preparation;
  private final List<MultiLayerNetwork> members;
  private final int paths;

  public Paths(SeriesConfig config, Preparation preparation, List<MultiLayerNetwork> members) {
    this.config = config;
    this.preparation = preparation;
    this.members = members;
    this.paths = Math.max(LEAST_PATHS_OF_A_MEMBER, PATHS / members.size());
  }

  /** The levels of a series, {@code [variable][step]}, and their times. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Known(double[][] levels, TimeAxis axis) {}

  /** Forecasts like {@link Ensemble#levels}, but before calibration. */
  QuantileForecasts quantiles(TimeSeries series, int[] origins, int steps) {
    Known known = new Known(preparation.levels(series), series.axis());
    List<Walk> walks = new ArrayList<>();
    for (MultiLayerNetwork member : members) {
      Random random = new Random(config.training().seed() + walks.size());
      walks.add(new Walk(member, known, paths, random));
    }
    return new QuantileForecasts(
        origins, known.levels().length, steps, i -> drawn(walks, origins[i], steps));
  }

  private static QuantileForecasts.FromOrigin drawn(List<Walk> walks, int origin, int steps) {
    List<double[][]> ends = new ArrayList<>(); // of each path, [variable][k - 1]
    for (Walk walk : walks) {
      walk.readTo(origin);
      ends.addAll(List.of(walk.on(steps)));
    }
    return (v, k) -> quantiles(ends.stream().mapToDouble(end -> end[v][k - 1]).sorted().toArray());
  }

  /**
   * Runs the first member freely: the median is fed back, and nothing is sampled.
   *
   * @return levels after the series, without intervals
   */
  public QuantileForecasts free(TimeSeries series, int steps) {
    Known known = new Known(preparation.levels(series), series.axis());
    int end = series.length() - 1;
    Walk walk = new Walk(members.get(0), known, 1, null);
    walk.readTo(end);
    double[][] medians = walk.on(steps)[0];
    return new QuantileForecasts(
        new int[] {end}, medians.length, steps, i -> (v, k) -> Quantiles.point(medians[v][k - 1]));
  }

  private static Quantiles quantiles(double[] sorted) {
    return Quantiles.of(
        level -> {
          double place = level * (sorted.length - 1);
          int below = (int) place;
          int above = Math.min(below + 1, sorted.length - 1);
          return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        });
  }

  /** One member that reads the series and continues it along paths. */
  private final class Walk {
    private final NetworkSteps reading;
    private final double[][] levels;
    private final TimeAxis axis;
    private final int streams;
    private final Random random;
    private double[] output;
    private int next;

    Walk(MultiLayerNetwork member, Known known, int streams, Random random) {
      this.reading = NetworkSteps.of(member, streams);
      this.levels = known.levels();
      this.axis = known.axis();
      this.streams = streams;
      this.random = random;
      this.next = preparation.firstStep();
    }

    /** Reads the values up to {@code origin}; every stream reads the same values. */
    void readTo(int origin) {
      for (; next <= origin; next++) {
        float[] one = features(levels, axis, next);
        float[] all = new float[streams * one.length];
        for (int stream = 0; stream < streams; stream++) {
          System.arraycopy(one, 0, all, stream * one.length, one.length);
        }
        output = wide(reading.step(all));
      }
    }

    /**
     * Continues every path by {@code steps} steps. This does not affect a later {@link #readTo}.
     */
    double[][][] on(int steps) {
      int origin = next - 1;
      int from = Math.max(0, origin - preparation.reach());
      TimeAxis shifted = axis.dated() ? axis.from(from) : axis;
      double[][][] walked = new double[streams][levels.length][];
      for (double[][] stream : walked) {
        Arrays.setAll(
            stream,
            v ->
                Arrays.copyOf(
                    Arrays.copyOfRange(levels[v], from, origin + 1), origin + 1 - from + steps));
      }
      NetworkSteps going = reading.copy();
      double[] said = output;
      for (int k = 1; k <= steps; k++) {
        int at = origin - from + k;
        draw(said, walked, shifted, at);
        if (k < steps) {
          said = wide(going.step(features(walked, shifted, at)));
        }
      }
      double[][][] result = new double[streams][levels.length][];
      for (int stream = 0; stream < streams; stream++) {
        double[][] whole = walked[stream];
        Arrays.setAll(
            result[stream],
            v -> Arrays.copyOfRange(whole[v], whole[v].length - steps, whole[v].length));
      }
      return result;
    }

    private void draw(double[] said, double[][][] walked, TimeAxis axis, int at) {
      OutputForm form = config.network().output();
      int numbers = form.loss().numbersPerValue();
      for (int stream = 0; stream < streams; stream++) {
        for (int v = 0; v < levels.length; v++) {
          double u = random == null ? 0.5 : 1 - random.nextDouble() * (1 - 1e-9); // above 0
          u = Math.min(u, 1 - 1e-9);
          double label = form.draw(said, (stream * levels.length + v) * numbers, u);
          double[] anchor = preparation.anchors(v, walked[stream][v], axis, at - 1, 1);
          walked[stream][v][at] = preparation.level(v, 1, anchor[0], label);
        }
      }
    }

    private float[] features(double[][][] walked, TimeAxis axis, int at) {
      int size = preparation.features();
      float[] all = new float[streams * size];
      for (int stream = 0; stream < streams; stream++) {
        System.arraycopy(features(walked[stream], axis, at), 0, all, stream * size, size);
      }
      return all;
    }

    private float[] features(double[][] of, TimeAxis axis, int at) {
      double[] features = new double[preparation.features()];
      preparation.features(of, axis, at, features);
      float[] narrow = new float[features.length];
      for (int c = 0; c < narrow.length; c++) {
        narrow[c] = (float) features[c];
      }
      return narrow;
    }

    private double[] wide(float[] values) {
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = values[i];
      }
      return wide;
    }
  }
}
