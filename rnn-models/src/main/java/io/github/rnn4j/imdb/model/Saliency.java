package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contribution of each word of a review to the prediction: gradient times input (M. Denil, A.
 * Demiraj, N. de Freitas, 2014, <a href="https://arxiv.org/abs/1412.6815">Extraction of Salient
 * Sentences from Labeled Documents</a>).
 *
 * <pre>{@code saliency_t = sum_e x_te * d z / d x_te}</pre>
 *
 * where x_t is the word's vector (with one-hot input, its one-hot vector), and z the difference of
 * the logits of two classes; with two classes, the only logit. This is a first-order estimate: the
 * rate at which the log odds would change if the vector were scaled up.
 *
 * <p>The gradients come from a copy of the network whose input table has one row per position in
 * the review instead of one per word, so a word that occurs twice has a gradient for each
 * occurrence.
 */
public final class Saliency {

  /** Keeps the shift of the output bias finite when the network is almost certain. */
  private static final double CERTAIN = 1e-6;

  private static final String INPUT_WEIGHTS = "W";
  private static final String RECURRENT_WEIGHTS = "RW";
  private static final String OUTPUT_BIAS = ImdbNetwork.OUTPUT + "_b";

  private final ComputationGraph byPlace;
  private final String first;

  private Saliency(ComputationGraph byPlace, String first) {
    this.byPlace = byPlace;
    this.first = first;
  }

  /**
   * Computes the saliency of each token of a text.
   *
   * @param tokens the tokens of the text, one or more
   * @param classes the classes of the network
   * @param probabilities the network's prediction for the text, [K]
   * @param toward the label of a class
   * @param from the label of another class
   * @return one value per token, [T]: above 0 if it pushed the prediction from class {@code from}
   *     toward class {@code toward}, below 0 if it did the opposite
   */
  public static double[] of(
      ImdbConfig config,
      ComputationGraph network,
      int[] tokens,
      TextClasses classes,
      double[] probabilities,
      int toward,
      int from) {
    InputForm input = config.network().input();
    ComputationGraph byPlace =
        ImdbNetwork.build(
            config.withoutDropout(),
            Math.max(2, tokens.length),
            new TextClasses(classes.names()), // weights of classes would scale the gradient
            network.params().dataType());
    Saliency saliency =
        new Saliency(
            byPlace, input == InputForm.EMBEDDING ? ImdbNetwork.EMBEDDING : ImdbNetwork.LOWEST);
    saliency.takeWeights(network, tokens);
    if (classes.isBinary()) {
      saliency.keepFromSaturating(probabilities[1]);
      INDArray negative = Nd4j.zeros(network.params().dataType(), 1, 1);
      double sign = toward > from ? 1 : -1;
      return saliency.ofPlaces(input, tokens.length, negative, sign);
    }
    return saliency.ofPlaces(
        input, tokens.length, labels(network, probabilities, toward, from), Double.NaN);
  }

  /**
   * Returns labels for which the gradient of the cross-entropy with respect to the logits, which
   * Deeplearning4j computes as {@code p - labels}, is 1 for one class, -1 for another and 0 for all
   * others.
   */
  private static INDArray labels(
      ComputationGraph network, double[] probabilities, int toward, int from) {
    double[] labels = probabilities.clone();
    labels[toward] -= 1;
    labels[from] += 1;
    return Nd4j.createFromArray(new double[][] {labels}).castTo(network.params().dataType());
  }

  private void takeWeights(ComputationGraph network, int[] tokens) {
    Map<String, INDArray> trained = network.paramTable();
    for (Map.Entry<String, INDArray> weights : byPlace.paramTable().entrySet()) {
      INDArray from = trained.get(weights.getKey());
      if (ofInput(weights.getKey())) {
        for (int t = 0; t < tokens.length; t++) {
          weights.getValue().putRow(t, from.getRow(tokens[t]));
        }
      } else {
        weights.getValue().assign(from);
      }
    }
  }

  /** Shifts the output bias, on which the gradient of the logit does not depend. */
  private void keepFromSaturating(double probability) {
    double p = Math.min(Math.max(probability, CERTAIN), 1 - CERTAIN);
    byPlace.paramTable().get(OUTPUT_BIAS).subi(Math.log(p / (1 - p)));
  }

  private boolean ofInput(String key) {
    return (key.startsWith(first + "_") || key.startsWith(first + SameDiffReading.BACKWARD + "_"))
        && key.endsWith(INPUT_WEIGHTS)
        && !key.endsWith(RECURRENT_WEIGHTS);
  }

  /**
   * Sums the products of inputs and gradients.
   *
   * @param labels the labels of the backward pass
   * @param sign of a single logit, by whose gradient the products are divided, the direction; NaN
   *     if the gradients are already those of a difference of logits
   */
  private double[] ofPlaces(InputForm input, int steps, INDArray labels, double sign) {
    FeatureEncoding encoding = input.encoding(Math.max(2, steps));
    int[][] places = {IntStream.range(0, steps).toArray()};
    byPlace.setInputs(encoding.encode(places, steps).castTo(byPlace.params().dataType()));
    byPlace.setLabels(labels);
    byPlace.computeGradientAndScore();
    Map<String, INDArray> gradients = byPlace.gradient().gradientForVariable();
    double ofLogit = Double.isNaN(sign) ? 1 : sign * gradients.get(OUTPUT_BIAS).getDouble(0);
    double[] saliency = new double[steps];
    byPlace
        .paramTable()
        .forEach(
            (key, weights) -> {
              if (ofInput(key)) {
                INDArray products = weights.mul(gradients.get(key)).sum(1); // [T]
                for (int t = 0; t < steps; t++) {
                  saliency[t] += products.getDouble(t) / ofLogit;
                }
              }
            });
    return saliency;
  }
}
