package io.github.rnn4j.imdb;

import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.sequence.BatchOptions;
import io.github.rnn4j.sequence.BucketIterator;
import io.github.rnn4j.sequence.FeatureEncoding;
import io.github.rnn4j.sequence.LabelledSequence;
import io.github.rnn4j.train.RunException;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Minibatches in the form that the network of a configuration takes. */
final class ReviewBatches {

  /** The most that one-hot features of one minibatch may take. */
  static final long ONE_HOT_BYTES = 512L << 20;

  private final ImdbConfig config;
  private final int vocabularySize;

  ReviewBatches(ImdbConfig config, int vocabularySize) {
    this.config = config;
    this.vocabularySize = vocabularySize;
  }

  BucketIterator training(List<LabelledSequence> sequences) {
    return BucketIterator.training(sequences, options(sequences), config.training().seed())
        .prefetched(2);
  }

  /** Accuracy, loss and the other figures of the network on these sequences. */
  BinaryMetrics measure(ComputationGraph network, List<LabelledSequence> sequences) {
    return BinaryMetrics.of(
        probabilities(network, sequences),
        sequences.stream().mapToInt(LabelledSequence::label).toArray());
  }

  /** The probability that a review is positive, in the order of the argument. */
  double[] probabilities(ComputationGraph network, List<LabelledSequence> sequences) {
    double[] probabilities = new double[sequences.size()];
    BucketIterator batches = BucketIterator.evaluation(sequences, options(sequences));
    while (batches.hasNext()) {
      DataSet minibatch = batches.next();
      INDArray[] features = {minibatch.getFeatures()}; // [B, C, T]
      INDArray[] mask = {minibatch.getFeaturesMaskArray()}; // [B, T]
      INDArray output = network.output(false, features, mask)[0]; // [B, 1]
      int[] places = batches.indices();
      for (int row = 0; row < places.length; row++) {
        probabilities[places[row]] = output.getDouble(row);
      }
    }
    return probabilities;
  }

  private BatchOptions options(List<LabelledSequence> sequences) {
    FeatureEncoding encoding = new FeatureEncoding.Indices(vocabularySize);
    if (config.network().input() == InputForm.ONE_HOT) {
      requireSmall(sequences);
      encoding = new FeatureEncoding.OneHot(vocabularySize);
    }
    // Elman's layer unrolls a graph for each length, so it gets fewer different ones.
    int lengthMultiple = config.network().cell() == Cell.ELMAN ? 8 : 1;
    return BatchOptions.of(encoding)
        .withBatchSize(config.training().batchSize())
        .withLengthMultiple(lengthMultiple);
  }

  private void requireSmall(List<LabelledSequence> sequences) {
    int rows = Math.min(config.training().batchSize(), sequences.size());
    int longest = sequences.stream().mapToInt(LabelledSequence::length).max().orElse(1);
    long perToken = (long) Float.BYTES * rows * longest;
    long bytes = perToken * vocabularySize;
    if (bytes > ONE_HOT_BYTES) {
      throw new RunException(
          "One-hot input of a minibatch needs 4 B V T = 4 x %d x %d x %d bytes = %d MB; at most %d MB"
                  .formatted(rows, vocabularySize, longest, bytes >> 20, ONE_HOT_BYTES >> 20)
              + " are allowed. Give --max-vocabulary %d or less, a lower --max-length or --batch-size, or --input embedding."
                  .formatted(Math.max(3, ONE_HOT_BYTES / perToken)));
    }
  }
}
