package io.github.rnn4j.imdb.report;

import io.github.rnn4j.cli.report.ColouredText;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ReviewEncoder;
import io.github.rnn4j.imdb.model.Saliency;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.text.SpecialToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The most confident mistakes on the test set, word by word. */
public final class Mistakes {

  private static final int SHOWN = 8;
  private static final int NAMED = 5;

  private final ImdbConfig config;
  private final EncodedData data;
  private final ComputationGraph network;

  Mistakes(ImdbConfig config, EncodedData data, ComputationGraph network) {
    this.config = config;
    this.data = data;
    this.network = network;
  }

  /** Returns the indices of the most confident mistakes, the most confident first. */
  public static List<Integer> mostConfident(List<Review> reviews, double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .filter(i -> error(reviews.get(i), probabilities[i]) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -error(reviews.get(i), probabilities[i])))
        .limit(SHOWN)
        .toList();
  }

  /** Returns how far a wrong prediction is from the label; 0 for a correct prediction. */
  private static double error(Review review, double probability) {
    int predicted = probability >= BinaryMetrics.THRESHOLD ? 1 : 0;
    return predicted == review.label() ? 0 : Math.abs(probability - review.label());
  }

  /** Returns the mistakes as elements of the page, with their words colored. */
  Element[] elements(double[] probabilities) {
    List<Review> reviews = data.source().test();
    List<Integer> mistakes = mostConfident(reviews, probabilities);
    if (mistakes.isEmpty()) {
      return new Element[] {Element.of("p", "None: every prediction was correct.")};
    }
    List<Element> elements = new ArrayList<>();
    elements.add(
        Element.of(
            "p",
            "Orange words pushed the prediction toward positive, blue words toward negative. The"
                + " shade shows gradient times input for the word's vector, relative to the largest"
                + " value in the review. It shows which words moved the prediction, not why. Words in"
                + " brackets are not in the vocabulary; the network cannot tell them apart."));
    for (int i : mistakes) {
      elements.addAll(element(i, reviews.get(i), probabilities[i]));
    }
    return elements.toArray(Element[]::new);
  }

  private List<Element> element(int place, Review review, double probability) {
    int[] tokens = data.test().get(place).tokens();
    List<String> words =
        new ReviewEncoder(config.data(), data.vocabulary(), config.data().maxLength())
            .read(review.text());
    double[] saliency = Saliency.of(config, network, tokens, probability);
    String heading =
        String.format(
            Locale.ROOT,
            "Actual: %s, predicted: %s (probability of positive: %.3f)",
            Review.LABELS.get(review.label()),
            Review.LABELS.get(1 - review.label()),
            probability);
    if (words.isEmpty()) {
      return List.of(Element.of("h3", heading), Element.of("p", "The review has no words."));
    }
    return List.of(
        Element.of("h3", heading),
        ColouredText.of("The review, word by word", pieces(shown(words, tokens), saliency)),
        Element.of("p", strongest(words, saliency)).with("class", "note"));
  }

  /** Puts unknown words in brackets. */
  private List<String> shown(List<String> words, int[] tokens) {
    int unknown = data.vocabulary().index(SpecialToken.UNKNOWN);
    return IntStream.range(0, words.size())
        .mapToObj(t -> tokens[t] == unknown ? "[" + words.get(t) + "]" : words.get(t))
        .toList();
  }

  private static List<ColouredText.Piece> pieces(List<String> words, double[] saliency) {
    double most = Arrays.stream(saliency).map(Math::abs).max().orElse(1);
    List<ColouredText.Piece> pieces = new ArrayList<>();
    for (int t = 0; t < words.size(); t++) {
      pieces.add(
          new ColouredText.Piece(
              words.get(t), saliency[t] / most, String.format(Locale.ROOT, "%+.3f", saliency[t])));
      pieces.add(new ColouredText.Piece(" ", Double.NaN, ""));
    }
    return pieces;
  }

  /** Names the strongest words, for readers who cannot see the colors. */
  private static String strongest(List<String> words, double[] saliency) {
    return "Strongest for positive: %s. Strongest for negative: %s."
        .formatted(named(words, saliency, 1), named(words, saliency, -1));
  }

  private static String named(List<String> words, double[] saliency, int sign) {
    String named =
        IntStream.range(0, words.size())
            .filter(t -> sign * saliency[t] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> -sign * saliency[t]))
            .limit(NAMED)
            .map(t -> String.format(Locale.ROOT, "%s %+.2f", words.get(t), saliency[t]))
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "none" : named;
  }
}
