package io.github.rnn4j.imdb.model;

import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedReview;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How much each word of a text contributed to a prediction: its {@link Saliency} in the network
 * and, if n-grams predict together with it, its share of their scores, both with their weights in
 * the {@link io.github.rnn4j.imdb.ngram.Combination}.
 */
public final class Contributions {

  private final ImdbConfig config;
  private final ComputationGraph network;
  private final TextClasses classes;
  private final Optional<CombinedNgrams> ngrams;
  private final Classifier classifier;

  /**
   * Takes the parts of a run.
   *
   * @param ngrams what predicts together with the network; empty for the network alone
   */
  public Contributions(
      ImdbConfig config,
      ComputationGraph network,
      int vocabularySize,
      TextClasses classes,
      Optional<CombinedNgrams> ngrams) {
    this.config = config;
    this.network = network;
    this.classes = classes;
    this.ngrams = ngrams;
    this.classifier = new Classifier(network, new ReviewBatches(config, vocabularySize, classes));
  }

  /**
   * Computes the contributions.
   *
   * @param text the text
   * @param toward the label of a class
   * @param from the label of another class
   * @return one value per token that the network reads, [T]: above 0 if it pushed the prediction
   *     from class {@code from} toward class {@code toward}, below 0 if it did the opposite
   */
  public double[] of(EncodedReview text, int toward, int from) {
    double[] row = classifier.probabilities(List.of(text.indices()))[0];
    double[] saliency = Saliency.of(config, network, text.indices(), classes, row, toward, from);
    if (ngrams.isEmpty()) {
      return saliency;
    }
    double[] ofNgrams = ofNgrams(text, toward, from);
    double weight = ngrams.get().weights().network();
    for (int t = 0; t < saliency.length; t++) {
      saliency[t] = weight * saliency[t] + ngrams.get().weights().ngrams() * ofNgrams[t];
    }
    return saliency;
  }

  /** The contributions of the tokens that the network also reads. */
  private double[] ofNgrams(EncodedReview text, int toward, int from) {
    double[] whole = ngrams.orElseThrow().model().contributions(text.whole(), toward, from);
    List<Double> read =
        config
            .data()
            .truncation()
            .cut(Arrays.stream(whole).boxed().toList(), text.indices().length);
    return read.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
