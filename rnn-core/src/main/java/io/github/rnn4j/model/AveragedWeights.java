package io.github.rnn4j.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
  public static final AveragedWeights NONE = new AveragedWeights(null, 0);

  private static final int EVERY = 8;

  private final INDArray average; // [1, P]; null for none
  private final double decay;

  private AveragedWeights(INDArray average, double decay) {
    this.average = average;
    this.decay = decay;
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
    return checked(decay) == 0 ? NONE : new AveragedWeights(network.params().dup(), decay);
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
    return isNone() ? NONE : new AveragedWeights(average.dup(), decay);
  }

  /**
   * Takes the weights after an update into the average.
   *
   * @param network the network
   * @param update the number of the update, from 1 on
   */
  public void add(Model network, long update) {
    if (!isNone() && update % EVERY == 0) {
      double kept = Math.pow(Math.min(decay, (1.0 + update) / (10.0 + update)), EVERY);
      Level1 blas = Nd4j.getBlasWrapper().level1();
      blas.scal(average.length(), kept, average);
      blas.axpy(average.length(), 1 - kept, network.params(), average);
    }
  }

  /**
   * Exchanges the average with the weights of a network: the first call gives the network the
   * averaged weights, the next one gives it back its own.
   *
   * @param network the network
   */
  public void exchange(Model network) {
    if (!isNone()) {
      INDArray weights = network.params().dup();
      network.params().assign(average);
      average.assign(weights);
    }
  }

  /**
   * Checks that the average is that of such a network.
   *
   * @param network a network
   * @throws IllegalStateException if it has a different number of weights
   */
  public void requireFit(Model network) {
    if (!isNone() && average.length() != network.params().length()) {
      throw new IllegalStateException(
          "The averaged weights are those of a network with %d weights, but this one has %d"
              .formatted(average.length(), network.params().length()));
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
    return new AveragedWeights(SavedArray.open(in, content.length).read(), decay);
  }
}
