package io.github.rnn4j.imdb.report;

import io.github.rnn4j.cli.report.ClassNames;
import io.github.rnn4j.cli.report.ColouredText;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ReviewEncoder;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Contributions;
import io.github.rnn4j.imdb.model.Mistake;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.TokenSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The most confident mistakes on the test set, word by word. */
final class Mistakes {

  private static final int SHOWN = 8;

  /** The most characters of a text at its beginning, and as many at its end. */
  private static final int LONGEST = 3000;

  private final EncodedData data;
  private final TextClasses classes;
  private final Contributions contributions;
  private final ReviewEncoder encoder;

  Mistakes(ImdbConfig config, EncodedData data, Contributions contributions) {
    this.data = data;
    this.classes = data.source().classes();
    this.contributions = contributions;
    this.encoder = new ReviewEncoder(config.data(), data.vocabulary());
  }

  /** Returns the mistakes as elements of the page, with their words colored. */
  Element[] elements(double[][] probabilities) {
    List<LabelledText> texts = data.source().test();
    int[] labels = texts.stream().mapToInt(LabelledText::label).toArray();
    List<Integer> mistakes = Mistake.mostConfident(labels, probabilities, SHOWN);
    if (mistakes.isEmpty()) {
      return new Element[] {Element.of("p", "None: every prediction was correct.")};
    }
    List<Element> elements = new ArrayList<>();
    elements.add(
        Element.of(
            "p",
            "Orange words pushed the prediction toward the class that was predicted, blue words"
                + " toward the actual one. The shade shows gradient times input for the word's"
                + " vector (plus its share of the n-gram scores, if the run combines both),"
                + " relative to the largest value in the text. It shows which words moved the"
                + " prediction, not why."));
    for (int i : mistakes) {
      elements.addAll(element(i, texts.get(i), probabilities[i]));
    }
    return elements.toArray(Element[]::new);
  }

  private List<Element> element(int place, LabelledText text, double[] row) {
    int predicted = Prediction.predicted(row);
    String heading =
        String.format(
            Locale.ROOT,
            "Actual: %s (probability %.3f), predicted: %s (%.3f)",
            ClassNames.visible(classes.name(text.label())),
            row[text.label()],
            ClassNames.visible(classes.name(predicted)),
            row[predicted]);
    List<TokenSpan> spans = encoder.spans(text.text());
    if (spans.isEmpty()) {
      return List.of(Element.of("h3", heading), Element.of("p", "The text has no words."));
    }
    int[] tokens = data.test().get(place).tokens();
    double[] saliency = contributions.of(encoder.encode(text.text()), predicted, text.label());
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h3", heading));
    elements.add(
        ColouredText.of("The text, word by word", pieces(text.text(), spans, tokens, saliency)));
    elements.add(Element.of("p", strongest(spans, saliency)).with("class", "note"));
    return elements;
  }

  /** Colors the words in the text as it was written. */
  private List<ColouredText.Piece> pieces(
      String text, List<TokenSpan> spans, int[] tokens, double[] saliency) {
    double most = Arrays.stream(saliency).map(Math::abs).max().orElse(1);
    int unknown = data.vocabulary().index(SpecialToken.UNKNOWN);
    List<Integer> order =
        IntStream.range(0, spans.size())
            .boxed()
            .sorted(Comparator.comparingInt(t -> spans.get(t).from()))
            .toList();
    List<ColouredText.Piece> pieces = new ArrayList<>();
    int end = 0;
    for (int t : order) {
      TokenSpan span = spans.get(t);
      boolean shown = span.from() < LONGEST || span.to() > text.length() - LONGEST;
      if (span.from() < end || span.from() == span.to() || !shown) {
        continue;
      }
      pieces.add(plain(gap(text, end, span.from())));
      pieces.add(
          new ColouredText.Piece(
              text.substring(span.from(), span.to()),
              saliency[t] / most,
              String.format(
                  Locale.ROOT,
                  "%+.3f%s",
                  saliency[t],
                  tokens[t] == unknown ? ", not in the vocabulary" : "")));
      end = span.to();
    }
    pieces.add(plain(gap(text, end, text.length())));
    return pieces;
  }

  private static ColouredText.Piece plain(String text) {
    return new ColouredText.Piece(text, Double.NaN, "");
  }

  /** Returns what is between two words; of a part that is too long, both ends. */
  private static String gap(String text, int from, int to) {
    return to - from <= 2 * LONGEST
        ? text.substring(from, to)
        : text.substring(from, from + 1) + " [...] " + text.substring(to - 1, to);
  }

  /** Names the strongest words, for readers who cannot see the colors. */
  private static String strongest(List<TokenSpan> spans, double[] saliency) {
    return "Strongest for the predicted class: %s. Strongest for the actual class: %s."
        .formatted(named(spans, saliency, 1), named(spans, saliency, -1));
  }

  private static String named(List<TokenSpan> spans, double[] saliency, int sign) {
    List<String> words = spans.stream().map(TokenSpan::token).toList();
    String named =
        Mistake.Word.strongest(words, saliency, sign).stream()
            .map(each -> String.format(Locale.ROOT, "%s %+.2f", each.word(), each.saliency()))
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "none" : named;
  }
}
