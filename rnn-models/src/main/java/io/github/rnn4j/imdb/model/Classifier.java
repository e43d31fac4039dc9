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
 * One or several networks and the input that they read. Thread-safe.
 *
 * <p>The prediction of several networks is the geometric mean of their probabilities, divided by
 * its sum over the classes: their logits are averaged.
 *
 * <p>Packed layers that compute in Java arrays are run by a {@link SequencePredictor}. SameDiff
 * layers, and the backend {@code nd4j}, can only run the whole network, in padded minibatches, one
 * thread after the other.
 */
public final class Classifier {

  private static final double SMALLEST = 1e-12; // a probability of 0 would have no logarithm

  private final List<ComputationGraph> networks;
  private final ReviewBatches batches;
  private final List<SequencePredictor> predictors; // empty if the networks have to run as a whole

  /**
   * Takes networks with their weights of now; create another classifier after further training.
   *
   * @param networks one or more networks that map token indices or one-hot rows to probabilities
   * @param batches creates minibatches in the networks' input form
   */
  public Classifier(List<ComputationGraph> networks, ReviewBatches batches) {
    this.networks = List.copyOf(networks);
    this.batches = batches;
    this.predictors =
        batches.packs() && BackendChoice.computesInArrays(networks.get(0).params().dataType())
            ? networks.stream().map(SequencePredictor::of).toList()
            : List.of();
  }

  /**
   * Predicts the probabilities of the classes.
   *
   * @param sequences the token indices of each text
   * @return probabilities, [N][K], in the order of the argument; each row sums to 1
   */
  public double[][] probabilities(List<int[]> sequences) {
    List<double[][]> each =
        predictors.isEmpty()
            ? networks.stream().map(network -> ofMinibatches(network, sequences)).toList()
            : predictors.stream().map(predictor -> predicted(predictor, sequences)).toList();
    return each.size() == 1 ? each.get(0) : mean(each);
  }

  private static double[][] predicted(SequencePredictor predictor, List<int[]> sequences) {
    float[][] rows = predictor.predict(sequences.toArray(int[][]::new)); // [N][1] or [N][K]
    return Arrays.stream(rows).map(Classifier::row).toArray(double[][]::new);
  }

  private static double[][] mean(List<double[][]> each) {
    return IntStream.range(0, each.get(0).length)
        .mapToObj(text -> mean(each.stream().map(rows -> rows[text]).toList(), each.size()))
        .toArray(double[][]::new);
  }

  private static double[] mean(List<double[]> rows, int networks) {
    double[] powers = new double[rows.get(0).length];
    for (int k = 0; k < powers.length; k++) {
      int column = k;
      powers[k] =
          Math.exp(
              rows.stream().mapToDouble(row -> Math.log(Math.max(SMALLEST, row[column]))).sum()
                  / networks);
    }
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double[] row(float[] output) {
    return row(IntStream.range(0, output.length).mapToDouble(k -> output[k]).toArray());
  }

  /** Adds the first one of two classes, for which the network has no output. */
  private static double[] row(double[] output) {
    return output.length == 1 ? new double[] {1 - output[0], output[0]} : output;
  }

  private double[][] ofMinibatches(ComputationGraph network, List<int[]> sequences) {
    double[][] probabilities = new double[sequences.size()][];
    BucketIterator minibatches = batches.prediction(sequences);
    while (minibatches.hasNext()) {
      DataSet minibatch = minibatches.next();
      INDArray[] features = {minibatch.getFeatures()}; // [B, C, T]
      INDArray[] mask = {minibatch.getFeaturesMaskArray()}; // [B, T]
      INDArray output = network.output(false, features, mask)[0]; // [B, 1] or [B, K]; synchronized
      int[] places = minibatches.indices();
      for (int row = 0; row < places.length; row++) {
        probabilities[places[row]] = row(output.getRow(row).toDoubleVector());
      }
    }
    return probabilities;
  }

  /**
   * Measures how well the probabilities agree with the labels.
   *
   * @param sequences labelled texts
   * @return the metrics
   */
  public Evaluation measure(List<LabelledSequence> sequences) {
    return Evaluation.of(
        probabilities(sequences.stream().map(LabelledSequence::tokens).toList()),
        sequences.stream().mapToInt(LabelledSequence::label).toArray());
  }
}
