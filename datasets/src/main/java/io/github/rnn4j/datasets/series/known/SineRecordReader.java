package io.github.rnn4j.datasets.series.known;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.collection.CollectionSequenceRecordReader;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;

/**
 * Generates a sine wave as one DataVec sequence. Each step is {@code [IntWritable,
 * DoubleWritable]}: the number of the step, counted from 0, and the value.
 *
 * <pre>{@code
 * try (SineRecordReader reader = SineRecordReader.noisy(1000, 42)) {
 *   List<List<Writable>> steps = reader.sequenceRecord(); // [0, -0.11], [1, 0.23], ...
 * }
 * }</pre>
 *
 * <p>{@link SineSeries} returns the same values as a series. {@link #initialize} is not needed.
 */
public final class SineRecordReader extends CollectionSequenceRecordReader {

  private static final long serialVersionUID = 1L;

  private static final int PERIOD = 50;
  private static final double DRIFT = 2e-3;
  private static final double CHIRP = 0.15;
  private static final double NOISE = 0.1;

  private SineRecordReader(double[] values) {
    super(List.of(steps(values)));
  }

  private static List<List<Writable>> steps(double[] values) {
    return IntStream.range(0, values.length)
        .<List<Writable>>mapToObj(t -> List.of(new IntWritable(t), new DoubleWritable(values[t])))
        .toList();
  }

  /**
   * Returns a reader of a pure sine wave with amplitude 1 and a period of {@value #PERIOD} steps.
   *
   * @param steps the number of steps, 1 or more
   * @return the reader
   */
  public static SineRecordReader pure(int steps) {
    return new SineRecordReader(
        IntStream.range(0, steps)
            .mapToDouble(step -> Math.sin(2 * Math.PI * step / PERIOD))
            .toArray());
  }

  /**
   * Returns a reader of equally spaced points of the sine over an interval, including both ends.
   *
   * @param points the number of points, 2 or more
   * @param from the lower end
   * @param to the upper end
   * @return the reader
   */
  public static SineRecordReader interval(int points, double from, double to) {
    double distance = (to - from) / (points - 1);
    return new SineRecordReader(
        IntStream.range(0, points).mapToDouble(i -> Math.sin(from + i * distance)).toArray());
  }

  /**
   * Returns a reader of a sine wave with a drift of {@value #DRIFT} per step, a frequency that
   * slowly varies by up to {@value #CHIRP} of its mean, and normal noise with a standard deviation
   * of {@value #NOISE}, which limits the accuracy of any forecast.
   *
   * @param steps the number of steps, 1 or more
   * @param seed the seed of the noise; a longer series starts with the shorter one
   * @return the reader
   */
  public static SineRecordReader noisy(int steps, long seed) {
    Random random = new Random(seed);
    double[] values = new double[steps];
    double phase = 0;
    for (int t = 0; t < steps; t++) {
      values[t] = Math.sin(phase) + DRIFT * t + NOISE * random.nextGaussian();
      double swing = Math.sin(2 * Math.PI * t / (7.3 * PERIOD));
      phase += 2 * Math.PI / PERIOD * (1 + CHIRP * swing);
    }
    return new SineRecordReader(values);
  }
}
