package io.github.rnn4j.charlm.model;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.NextToken;
import io.github.rnn4j.batch.TokenStreams;
import io.github.rnn4j.batch.WindowOptions;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.config.recurrent.Cell;
import java.util.function.DoubleConsumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Measures how well a network predicts texts that it reads from start to end, carrying its state.
 *
 * <p>A probability that is too small for a 32-bit float counts as the smallest float, 149 bits.
 */
public final class TextMeasure {

  /**
   * Minimum length of a stream in tokens, because the start of each is predicted without context.
   */
  private static final int LEAST_OF_A_STREAM = 500;

  private static final int MOST_STREAMS = 32;
  private static final int STEPS = 200;
  private static final int MOST_OUTPUTS = 1 << 22; // 16 MB

  private final CharlmConfig config;
  private final int vocabularySize;
  private final MultiLayerNetwork network;

  /** Creates a measure that resets the carried state of its network. */
  TextMeasure(CharlmConfig config, MultiLayerNetwork network, int vocabularySize) {
    this.config = config;
    this.vocabularySize = vocabularySize;
    this.network = network;
  }

  /**
   * Creates a measure with its own network, to leave the state of the network in training
   * unchanged.
   */
  public static TextMeasure besideTraining(CharlmConfig config, int vocabularySize) {
    return new TextMeasure(config, LanguageNetwork.plain(config, vocabularySize), vocabularySize);
  }

  /**
   * Measures with the weights of another network of the same shape. Reads a text in up to {@value
   * #MOST_STREAMS} parallel streams, which is much faster and hardly changes the result.
   */
  public LanguageFigures measure(MultiLayerNetwork weights, Part part) {
    network.setParams(weights.params());
    return measure(part, streams(part));
  }

  /** Measures a text in one piece, or lines and sentences one by one. */
  public LanguageFigures measure(Part part) {
    return measure(part, 1);
  }

  private LanguageFigures measure(Part part, int streams) {
    Sum sum = new Sum();
    if (config.data().unit() == Unit.TEXT) {
      surprises(part.sequences().get(0), streams, sum);
    } else {
      surprises(part, sum);
    }
    return LanguageFigures.of(sum.count, sum.nats / sum.count);
  }

  /**
   * Returns the surprise {@code -ln p} of each token of a text after the first, in order.
   *
   * @return [T - 1]
   */
  public double[] surprises(int[] tokens) {
    double[] all = new double[tokens.length - 1];
    int[] place = {0};
    surprises(tokens, 1, surprise -> all[place[0]++] = surprise);
    return all;
  }

  /** Returns how many tokens are predicted if a text is read in streams. */
  public static long predictedInStreams(Part part, Unit unit) {
    int streams = unit == Unit.TEXT ? streams(part) : 1;
    return part.predictions() / streams * streams;
  }

  private static int streams(Part part) {
    long streams = part.predictions() / LEAST_OF_A_STREAM;
    return (int) Math.max(1, Math.min(MOST_STREAMS, streams));
  }

  private void surprises(int[] tokens, int streams, DoubleConsumer into) {
    int steps = Math.max(1, Math.min(longest(), MOST_OUTPUTS / (vocabularySize * streams)));
    TokenStreams reading =
        new TokenStreams(tokens, new WindowOptions(streams, steps, features(), targets()));
    synchronized (network) { // other threads must not change its state
      network.rnnClearPreviousState();
      while (reading.hasNext()) {
        DataSet minibatch = reading.next();
        take(network.rnnTimeStep(minibatch.getFeatures()), minibatch, into);
      }
      network.rnnClearPreviousState();
    }
  }

  /** Returns how many steps to read at once; the graph of a SameDiff layer grows with them. */
  private int longest() {
    boolean sameDiff = config.network().cell() == Cell.SAMEDIFF_ELMAN;
    return sameDiff ? Math.min(STEPS, config.training().steps()) : STEPS;
  }

  private void surprises(Part part, DoubleConsumer into) {
    BatchOptions options =
        BatchOptions.of(features())
            .withBatchSize(MOST_STREAMS)
            .withLengthMultiple(config.network().cellChoice().lengthMultiple(part.longest()));
    BucketIterator minibatches = NextToken.evaluation(part.sequences(), options, targets());
    while (minibatches.hasNext()) {
      DataSet minibatch = minibatches.next();
      INDArray output = // synchronized
          network.output(
              minibatch.getFeatures(),
              false,
              minibatch.getFeaturesMaskArray(),
              minibatch.getLabelsMaskArray());
      take(output, minibatch, into);
    }
  }

  /** Passes on the surprise of each target token, given the probabilities [B, V, T]. */
  private static void take(INDArray output, DataSet minibatch, DoubleConsumer into) {
    int rows = (int) output.size(0);
    int outputs = (int) output.size(1);
    int steps = (int) output.size(2);
    float[] p = output.dup('c').data().asFloat(); // [B, V, T]
    float[] targets = minibatch.getLabels().dup('c').data().asFloat(); // [B, 1, T]
    INDArray labelsMask = minibatch.getLabelsMaskArray(); // [B, T]
    float[] mask = labelsMask == null ? null : labelsMask.dup('c').data().asFloat();
    for (int b = 0; b < rows; b++) {
      for (int t = 0; t < steps; t++) {
        if (mask == null || mask[b * steps + t] > 0) {
          int token = (int) targets[b * steps + t];
          float probability = p[(b * outputs + token) * steps + t];
          into.accept(-Math.log(Math.max(probability, Float.MIN_VALUE)));
        }
      }
    }
  }

  private FeatureEncoding features() {
    return LanguageNetwork.features(config, vocabularySize);
  }

  private FeatureEncoding targets() {
    return new FeatureEncoding.Indices(vocabularySize);
  }

  private static final class Sum implements DoubleConsumer {
    private double nats;
    private long count;

    @Override
    public void accept(double surprise) {
      nats += surprise;
      count++;
    }
  }
}
