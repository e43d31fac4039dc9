package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.imdb.config.ImdbConfig;
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
 * <pre>{@code saliency_t = sum_e x_te * d logit / d x_te}</pre>
 *
 * where x_t is the word's vector (with one-hot input, its one-hot vector). This is a first-order
 * estimate: the rate at which the log odds would change if the vector were scaled up.
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
   * Computes the saliency of each token of a review.
   *
   * @param tokens the tokens of the review, one or more
   * @param probability the network's prediction for the review
   * @return one value per token, [T]: above 0 if it pushed the prediction toward positive, below 0
   *     if it pushed the prediction toward negative
   */
  public static double[] of(
      ImdbConfig config, ComputationGraph network, int[] tokens, double probability) {
    InputForm input = config.network().input();
    ComputationGraph byPlace =
        ImdbNetwork.build(
            config.withoutDropout(), Math.max(2, tokens.length), network.params().dataType());
    Saliency saliency =
        new Saliency(
            byPlace, input == InputForm.EMBEDDING ? ImdbNetwork.EMBEDDING : ImdbNetwork.LOWEST);
    saliency.takeWeights(network, tokens, probability);
    return saliency.ofPlaces(input, tokens.length);
  }

  private void takeWeights(ComputationGraph network, int[] tokens, double probability) {
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
    // The gradient of the logit does not depend on this bias. Shifting it keeps the sigmoid from
    // saturating.
    double p = Math.min(Math.max(probability, CERTAIN), 1 - CERTAIN);
    byPlace.paramTable().get(OUTPUT_BIAS).subi(Math.log(p / (1 - p)));
  }

  private boolean ofInput(String key) {
    return (key.startsWith(first + "_") || key.startsWith(first + SameDiffReading.BACKWARD + "_"))
        && key.endsWith(INPUT_WEIGHTS)
        && !key.endsWith(RECURRENT_WEIGHTS);
  }

  private double[] ofPlaces(InputForm input, int steps) {
    FeatureEncoding encoding = input.encoding(Math.max(2, steps));
    int[][] places = {IntStream.range(0, steps).toArray()};
    byPlace.setInputs(encoding.encode(places, steps).castTo(byPlace.params().dataType()));
    byPlace.setLabels(Nd4j.zeros(byPlace.params().dataType(), 1, 1));
    byPlace.computeGradientAndScore();
    Map<String, INDArray> gradients = byPlace.gradient().gradientForVariable();
    double ofLogit = gradients.get(OUTPUT_BIAS).getDouble(0);
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
