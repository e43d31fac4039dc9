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
 * What each word of a review did to the answer: gradient times input (M. Denil, A. Demiraj, N. de
 * Freitas, 2014, <a href="https://arxiv.org/abs/1412.6815">Extraction of Salient Sentences from
 * Labelled Documents</a>).
 *
 * <pre>{@code saliency_t = sum_e x_te * d logit / d x_te}</pre>
 *
 * where x_t is the word's vector (with one-hot input its row of 0 and 1). A first-order answer: how
 * the logarithm of the odds would change, at that rate, if the vector grew.
 *
 * <p>The table of a network with the same weights has a row for each place of the review, not for
 * each word: so a word that comes twice has a gradient for each time.
 */
public final class Saliency {

  /** Keeps the shift of the output's bias finite where the network is as good as certain. */
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
   * Asks a network about a review.
   *
   * @param tokens the review, one or more
   * @param probability what the network says about it
   * @return for each token above 0 what spoke for positive, below 0 what spoke against; [T]
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
    // The gradient of the logit does not depend on this bias; with it, the sigmoid is not
    // saturated.
    double p = Math.min(Math.max(probability, CERTAIN), 1 - CERTAIN);
    byPlace.paramTable().get(OUTPUT_BIAS).subi(Math.log(p / (1 - p)));
  }

  private boolean ofInput(String key) {
    return key.startsWith(first + "_")
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
