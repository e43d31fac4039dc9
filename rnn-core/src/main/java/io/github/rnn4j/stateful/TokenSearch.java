package io.github.rnn4j.stateful;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Searches for a probable sequence of tokens: always the most probable next token, or the best of
 * several sequences that are followed at the same time (beam search).
 *
 * <p>The network must predict the probabilities of the next token (softmax), and its input must be
 * the previous token. The token that begins a sequence is never written, unless it also ends one.
 */
public final class TokenSearch {

  private TokenSearch() {}

  /**
   * Where a sequence begins and ends.
   *
   * @param begin the token that is read first
   * @param end the token that ends a sequence; not part of the result
   * @param longest maximum number of tokens, at least 1
   */
  public record Limits(int begin, int end, int longest) {
    /**
     * Checks the length.
     *
     * @param begin the token that is read first
     * @param end the token that ends a sequence
     * @param longest maximum number of tokens
     * @throws IllegalArgumentException if {@code longest} is below 1
     */
    public Limits {
      if (longest < 1) {
        throw new IllegalArgumentException("longest is " + longest + ": it must be at least 1");
      }
    }

    private boolean mayFollow(int token) {
      return token != begin || token == end;
    }
  }

  /**
   * A sequence that was found.
   *
   * @param tokens its tokens, without those for its beginning and its end
   * @param logProbability natural logarithm of its probability, including that of its end
   * @param ended whether it has an end; without one, it was cut off at the maximum length
   */
  @SuppressWarnings("ArrayRecordComponent") // A result, never compared.
  public record Candidate(int[] tokens, double logProbability, boolean ended) {

    /**
     * The mean over the tokens. Sequences of different lengths can be compared by it; the
     * probability itself favors short ones.
     *
     * @return log probability per token; an end counts as one
     */
    public double perToken() {
      return logProbability / Math.max(1, tokens.length + (ended ? 1 : 0));
    }
  }

  /** A sequence that is not finished, and the state before its last token is read. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Beam(int[] tokens, int last, double logProbability, StepwiseNetwork.State state) {

    Candidate cutOff() {
      return new Candidate(tokens, logProbability, false);
    }
  }

  /** A sequence with one more token. */
  private record Longer(Beam beam, int token, double logProbability) {

    Candidate ended() {
      return new Candidate(beam.tokens(), logProbability, true);
    }

    /** Copies the state, which several sequences may continue from. */
    Beam started() {
      int[] tokens = Arrays.copyOf(beam.tokens(), beam.tokens().length + 1);
      tokens[tokens.length - 1] = token;
      return new Beam(tokens, token, logProbability, beam.state().copy());
    }
  }

  /**
   * Writes the most probable token at every step.
   *
   * @param network the network
   * @param start the state to start from, with one stream; it is not changed
   * @param limits where the sequence begins and ends
   * @return the tokens, without beginning and end
   * @throws IllegalArgumentException if a token is out of range, or the state belongs to another
   *     network or has several streams
   * @throws IllegalStateException if a probability is NaN
   */
  public static int[] greedy(StepwiseNetwork network, StepwiseNetwork.State start, Limits limits) {
    return beam(network, start, limits, 1).get(0).tokens();
  }

  /**
   * Follows the most probable sequences at the same time (A. Graves, 2012, <a
   * href="https://arxiv.org/abs/1211.3711">Sequence Transduction with Recurrent Neural
   * Networks</a>).
   *
   * @param network the network
   * @param start the state to start from, with one stream; it is not changed
   * @param limits where a sequence begins and ends
   * @param width how many sequences to follow, at least 1; 4 to 10 are typical
   * @return up to {@code width} sequences, that with the highest {@link Candidate#perToken()} first
   * @throws IllegalArgumentException if {@code width} is below 1, a token is out of range, or the
   *     state belongs to another network or has several streams
   * @throws IllegalStateException if a probability is NaN
   */
  public static List<Candidate> beam(
      StepwiseNetwork network, StepwiseNetwork.State start, Limits limits, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width is " + width + ": it must be at least 1");
    }
    check(network, limits);
    List<Candidate> found = new ArrayList<>();
    List<Beam> beams = List.of(new Beam(new int[0], limits.begin(), 0, start.copy()));
    for (int step = 0; step < limits.longest() && !beams.isEmpty(); step++) {
      List<Longer> all = longer(network, beams, limits);
      if (all.isEmpty()) {
        break; // the network gives every token that may follow a probability of zero
      }
      List<Beam> next = new ArrayList<>();
      for (Longer longer : best(all, width - found.size())) {
        if (longer.token() == limits.end()) {
          found.add(longer.ended());
        } else {
          next.add(longer.started());
        }
      }
      beams = next;
    }
    beams.forEach(beam -> found.add(beam.cutOff()));
    found.sort(Comparator.comparingDouble(Candidate::perToken).reversed());
    return found;
  }

  private static void check(StepwiseNetwork network, Limits limits) {
    if (network.outputs() > network.tokens()) {
      throw new IllegalArgumentException(
          "The network writes %d tokens, but reads only %d: each token that it writes is its next input"
              .formatted(network.outputs(), network.tokens()));
    }
    if (limits.end() < 0 || limits.end() >= network.outputs()) {
      throw new IllegalArgumentException(
          "The token for the end is %d: it must be from 0 to %d"
              .formatted(limits.end(), network.outputs() - 1));
    }
  }

  private static List<Longer> longer(StepwiseNetwork network, List<Beam> beams, Limits limits) {
    List<Longer> all = new ArrayList<>();
    for (Beam beam : beams) {
      float[] probabilities = network.step(beam.last(), beam.state());
      for (int token = 0; token < probabilities.length; token++) {
        if (Float.isNaN(probabilities[token])) {
          throw new IllegalStateException(
              "The probability of token %d is NaN: the network is not usable, probably because its training diverged"
                  .formatted(token));
        }
        if (limits.mayFollow(token) && probabilities[token] > 0) {
          double logOfToken = Math.log(probabilities[token]);
          all.add(new Longer(beam, token, beam.logProbability() + logOfToken));
        }
      }
    }
    return all;
  }

  private static List<Longer> best(List<Longer> all, int count) {
    return all.stream()
        .sorted(Comparator.comparingDouble(Longer::logProbability).reversed())
        .limit(count)
        .toList();
  }
}
