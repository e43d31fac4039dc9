package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.stateful.SequencePredictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network and the input that it reads. Not thread-safe.
 *
 * <p>Packed layers that compute in Java arrays are run by a {@link SequencePredictor}. SameDiff
 * layers, and the backend {@code nd4j}, can only run the whole network, in padded minibatches.
 */
public final class Classifier {

  private final ComputationGraph network;
  private final ReviewBatches batches;
  private final SequencePredictor predictor; // null if the network has to run as a whole

  /**
   * Takes a network with its weights of now; create another classifier after further training.
   *
   * @param network a network that maps token indices or one-hot rows to probabilities
   * @param batches creates minibatches in the network's input form
   */
  public Classifier(ComputationGraph network, ReviewBatches batches) {
    this.network = network;
    this.batches = batches;
    this.predictor =
        batches.packs() && BackendChoice.computesInArrays(network.params().dataType())
            ? SequencePredictor.of(network)
            : null;
  }

  /**
   * Predicts the probabilities of the classes.
   *
   * @param sequences the token indices of each text
   * @return probabilities, [N][K], in the order of the argument; each row sums to 1
   */
  public double[][] probabilities(List<int[]> sequences) {
    if (predictor == null) {
      return probabilitiesOfMinibatches(sequences);
    }
    float[][] rows = predictor.predict(sequences.toArray(int[][]::new)); // [N][1] or [N][K]
    return Arrays.stream(rows).map(Classifier::row).toArray(double[][]::new);
  }

  private static double[] row(float[] output) {
    return row(IntStream.range(0, output.length).mapToDouble(k -> output[k]).toArray());
  }

  /** Adds the first one of two classes, for which the network has no output. */
  private static double[] row(double[] output) {
    return output.length == 1 ? new double[] {1 - output[0], output[0]} : output;
  }

  private double[][] probabilitiesOfMinibatches(List<int[]> sequences) {
    double[][] probabilities = new double[sequences.size()][];
    BucketIterator minibatches = batches.prediction(sequences);
    while (minibatches.hasNext()) {
      DataSet minibatch = minibatches.next();
      INDArray[] features = {minibatch.getFeatures()}; // [B, C, T]
      INDArray[] mask = {minibatch.getFeaturesMaskArray()}; // [B, T]
      INDArray output = network.output(false, features, mask)[0]; // [B, 1] or [B, K]
      int[] places = minibatches.indices();
      for (int row = 0; row < places.length; row++) {
        probabilities[places[row]] = row(output.getRow(row).toDoubleVector());
      }
    }
    return probabilities;
  }

  /** Measures how well the probabilities agree with the labels. */
  public Evaluation measure(List<LabelledSequence> sequences) {
    return Evaluation.of(
        probabilities(sequences.stream().map(LabelledSequence::tokens).toList()),
        sequences.stream().mapToInt(LabelledSequence::label).toArray());
  }
}
