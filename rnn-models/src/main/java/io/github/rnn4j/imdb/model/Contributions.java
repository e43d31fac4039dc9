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
 * How much each word of a text contributed to a prediction: its {@link Saliency} in the network, or
 * its mean over several networks, and, if n-grams predict together with it, its share of their
 * scores, both with their weights in the {@link io.github.rnn4j.imdb.ngram.Combination}.
 */
public final class Contributions {

  private final ImdbConfig config;
  private final List<ComputationGraph> networks;
  private final TextClasses classes;
  private final Optional<CombinedNgrams> ngrams;
  private final List<Classifier> classifiers;

  /**
   * Takes the parts of a run.
   *
   * @param ngrams what predicts together with the network; empty for the network alone
   */
  public Contributions(
      ImdbConfig config,
      List<ComputationGraph> networks,
      int vocabularySize,
      TextClasses classes,
      Optional<CombinedNgrams> ngrams) {
    this.config = config;
    this.networks = List.copyOf(networks);
    this.classes = classes;
    this.ngrams = ngrams;
    ReviewBatches batches = new ReviewBatches(config, vocabularySize, classes);
    this.classifiers =
        networks.stream().map(network -> new Classifier(List.of(network), batches)).toList();
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
    double[] saliency = new double[text.indices().length];
    for (int member = 0; member < networks.size(); member++) {
      double[] row = classifiers.get(member).probabilities(List.of(text.indices()))[0];
      double[] own =
          Saliency.of(config, networks.get(member), text.indices(), classes, row, toward, from);
      for (int t = 0; t < saliency.length; t++) {
        saliency[t] += own[t] / networks.size();
      }
    }
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
