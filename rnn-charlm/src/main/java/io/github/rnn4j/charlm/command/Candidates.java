package io.github.rnn4j.charlm.command;

import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Vocabulary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws tokens and tells which others were probable. */
final class Candidates {

  /** The header of {@link Step#line}. */
  static final String HEADER = "drawn           most probable";

  private final Sampler sampler;
  private final Sampler shown;
  private final Vocabulary vocabulary;

  /** Creates an instance; a greedy sampler has no probabilities, so those predicted are shown. */
  Candidates(Sampler sampler, SamplingOptions options, Vocabulary vocabulary) {
    this.sampler = sampler;
    this.shown = options.greedy() ? new Sampler(SamplingOptions.PLAIN, 0) : sampler;
    this.vocabulary = vocabulary;
  }

  /**
   * A token and its probability.
   *
   * @param token the token
   * @param probability from 0 to 1
   */
  record Candidate(String token, double probability) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.4f", Quoted.of(token), probability);
    }
  }

  /**
   * What was drawn at a step.
   *
   * @param index the index of the token that was drawn
   * @param drawn the token
   * @param candidates the most probable tokens that could be drawn, most probable first
   */
  record Step(int index, Candidate drawn, List<Candidate> candidates) {
    String line() {
      return "%-14s  %s"
          .formatted(
              drawn,
              candidates.stream().map(Candidate::toString).collect(Collectors.joining("  ")));
    }
  }

  /**
   * Draws the next token.
   *
   * @param logits the outputs of the network at this step
   * @param most how many candidates to return
   */
  Step draw(float[] logits, int most) {
    double[] probabilities = shown.distribution(logits);
    int drawn = sampler.next(logits);
    List<Candidate> candidates =
        IntStream.range(0, probabilities.length)
            .filter(i -> probabilities[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
            .limit(most)
            .map(i -> candidate(i, probabilities))
            .toList();
    return new Step(drawn, candidate(drawn, probabilities), candidates);
  }

  private Candidate candidate(int index, double[] probabilities) {
    return new Candidate(vocabulary.token(index), probabilities[index]);
  }
}
