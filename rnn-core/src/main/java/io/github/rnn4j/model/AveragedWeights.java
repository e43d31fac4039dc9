package io.github.rnn4j.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A moving average of a network's weights over its updates. It often predicts better than the
 * weights of any single update, because it averages out the noise of the minibatches (B. T. Polyak,
 * A. B. Juditsky, 1992, <a href="https://doi.org/10.1137/0330046">Acceleration of Stochastic
 * Approximation by Averaging</a>, SIAM Journal on Control and Optimization 30).
 *
 * <p>After update {@code t}, with a decay {@code d}:
 *
 * <pre>{@code average = c average + (1 - c) weights, c = min(d, (1 + t) / (10 + t))}</pre>
 *
 * <p>The smaller {@code c} of the first updates makes the initial weights count for little, as in
 * TensorFlow's {@code ExponentialMovingAverage}. Weights are taken at every eighth update only,
 * with the eighth power of {@code c}: the time for a pass over all weights would otherwise be felt
 * with large embeddings.
 */
public final class AveragedWeights {

  /** No average: every method does nothing. */
  public static final AveragedWeights NONE = new AveragedWeights(null, 0, 0, 0);

  private static final int EVERY = 8;

  private final INDArray average; // [1, P]; null for none
  private final double decay;
  private long latest; // update
  private long counted; // the update whose weights were the last to be taken

  private AveragedWeights(INDArray average, double decay, long latest, long counted) {
    this.average = average;
    this.decay = decay;
    this.latest = latest;
    this.counted = counted;
  }

  /**
   * Begins an average.
   *
   * @param network a network, whose weights are the first average
   * @param decay {@code d}, above 0 and below 1; 0 for no average
   * @return the average
   * @throws IllegalArgumentException if the decay is out of range
   */
  public static AveragedWeights of(Model network, double decay) {
    return checked(decay) == 0 ? NONE : new AveragedWeights(network.params().dup(), decay, 0, 0);
  }

  /**
   * Checks a decay.
   *
   * @param decay {@code d}, 0 or more and below 1
   * @return the decay
   * @throws IllegalArgumentException if it is out of range
   */
  public static double checked(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "The decay of averaged weights is " + decay + ": it must be 0 or more and below 1");
    }
    return decay;
  }

  /**
   * Whether there is no average.
   *
   * @return true for {@link #NONE}
   */
  public boolean isNone() {
    return average == null;
  }

  /**
   * Returns a copy, which later updates do not change.
   *
   * @return the copy
   */
  public AveragedWeights copy() {
    return isNone() ? NONE : new AveragedWeights(average.dup(), decay, latest, counted);
  }

  /**
   * Takes the weights after an update into the average.
   *
   * @param network the network
   * @param update the number of the update, from 1 on
   */
  public void add(Model network, long update) {
    if (!isNone()) {
      latest = update;
      if (update % EVERY == 0) {
        take(network);
      }
    }
  }

  private void take(Model network) {
    double kept =
        Math.pow(Math.min(decay, (1.0 + latest) / (10.0 + latest)), (double) (latest - counted));
    Level1 blas = Nd4j.getBlasWrapper().level1();
    blas.scal(average.length(), kept, average);
    blas.axpy(average.length(), 1 - kept, network.params(), average);
    counted = latest;
  }

  /**
   * Exchanges the average with the weights of a network: the first call gives the network the
   * averaged weights, the next one gives it back its own.
   *
   * @param network the network
   */
  public void exchange(Model network) {
    if (!isNone()) {
      if (counted < latest) {
        take(network);
      }
      INDArray weights = network.params().dup();
      network.params().assign(average);
      average.assign(weights);
    }
  }

  /**
   * Checks that the average is that of such a network.
   *
   * @param network a network
   * @param expected the decay that it is trained with
   * @throws IllegalStateException if the network has a different number of weights or another data
   *     type, or the decay is another one
   */
  public void requireFit(Model network, double expected) {
    if (decay != expected) {
      throw new IllegalStateException(
          "The decay of the averaged weights is %s, but the run is trained with %s"
              .formatted(decay, expected));
    }
    if (!isNone() && !Arrays.equals(average.shape(), network.params().shape())) {
      throw new IllegalStateException(
          "The averaged weights are those of a network with %d weights, but this one has %d"
              .formatted(average.length(), network.params().length()));
    }
    if (!isNone() && average.dataType() != network.params().dataType()) {
      throw new IllegalStateException(
          "The averaged weights have the type %s, but the network has %s"
              .formatted(average.dataType(), network.params().dataType()));
    }
  }

  /**
   * Writes an average, but not {@link #NONE}, in the format that {@link #read} expects.
   *
   * @param out the stream to write to; left open
   * @throws IOException if it cannot be written
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeDouble(decay);
    out.writeLong(latest);
    out.writeLong(counted);
    Nd4j.write(average, out);
    out.flush();
  }

  /**
   * Reads an average from untrusted content.
   *
   * @param content the bytes that {@link #write} wrote
   * @return the average
   * @throws IOException if the content is damaged, or claims more than it holds
   */
  public static AveragedWeights read(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    double decay = in.readDouble();
    if (!(decay > 0 && decay < 1)) {
      throw new IOException("the decay of averaged weights is " + decay);
    }
    long latest = in.readLong();
    long counted = in.readLong();
    if (counted < 0 || latest < counted || latest - counted >= EVERY) {
      throw new IOException(
          "averaged weights are those of update %d of %d".formatted(counted, latest));
    }
    INDArray average = SavedArray.open(in, content.length).read();
    if (in.read() != -1) {
      throw new IOException("there is something behind the averaged weights");
    }
    if (average.ordering() != 'c' && average.rows() != 1) {
      throw new IOException("the averaged weights are not in one row");
    }
    if (!Double.isFinite(average.sumNumber().doubleValue())) {
      throw new IOException("an averaged weight is not finite");
    }
    return new AveragedWeights(average, decay, latest, counted);
  }
}
