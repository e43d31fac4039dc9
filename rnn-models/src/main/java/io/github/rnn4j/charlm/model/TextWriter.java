package io.github.rnn4j.charlm.model;

import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.stateful.NetworkSteps;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Writes new text with a network, one token at a time, after reading a beginning. */
public final class TextWriter {

  private final TextEncoder encoder;
  private final NetworkSteps start;

  /**
   * Creates a writer.
   *
   * @param encoder encodes the beginning
   * @param start a single stream at its start, which stays there
   */
  public TextWriter(TextEncoder encoder, NetworkSteps start) {
    this.encoder = encoder;
    this.start = start;
  }

  /**
   * What to write.
   *
   * @param prime the beginning, which is not part of the result
   * @param length maximum number of tokens to write
   * @param stop ends the text with the token that completes this string; empty to never stop early
   */
  public record Request(String prime, int length, String stop) {}

  /**
   * Writes a text.
   *
   * @param request what to write
   * @param draw draws a token, given the logits of a step, such as {@link Sampler#next}
   * @param reader gets each piece of the text as soon as it is written
   * @return the text after the beginning
   * @throws IllegalArgumentException if the beginning has tokens that the network does not know, or
   *     has none where the network needs one
   * @throws RunException if the network does not predict valid probabilities, because its weights
   *     are damaged
   */
  public String write(Request request, ToIntFunction<float[]> draw, Consumer<String> reader) {
    int[] prime = encoder.prime(request.prime());
    if (prime.length == 0) {
      throw new IllegalArgumentException("The prime is empty; it must have at least one token");
    }
    Written written = new Written(request, reader);
    NetworkSteps steps = start.copy();
    for (int token : prime) {
      step(token, steps);
    }
    while (written.goesOn()) {
      int token = next(draw, ofTokensThatMayFollow(steps.logits()));
      if (encoder.bounded() && token == vocabulary().index(SpecialToken.END)) {
        break;
      }
      written.add(vocabulary().token(token));
      if (written.goesOn()) {
        step(token, steps);
      }
    }
    return written.text.toString();
  }

  /** A network with fewer inputs than tokens has one, the index of the token. */
  private void step(int token, NetworkSteps steps) {
    if (steps.tokens() < vocabulary().size()) {
      steps.step(new float[] {token});
    } else {
      steps.step(token);
    }
  }

  /** The token that begins a line or sentence follows none. */
  private float[] ofTokensThatMayFollow(float[] logits) {
    if (!encoder.bounded()) {
      return logits;
    }
    float[] masked = logits.clone();
    masked[vocabulary().index(SpecialToken.BEGIN)] = Float.NEGATIVE_INFINITY;
    return masked;
  }

  private static int next(ToIntFunction<float[]> draw, float[] logits) {
    try {
      return draw.applyAsInt(logits);
    } catch (IllegalArgumentException cause) {
      throw new RunException(
          "The network does not predict valid probabilities (%s). Its weights are damaged, or training has diverged. Restore the files of the run, or train again."
              .formatted(cause.getMessage()),
          cause);
    }
  }

  private Vocabulary vocabulary() {
    return encoder.vocabulary();
  }

  /**
   * The text so far. The space before a word depends on the tokens before it, including the prime.
   */
  private final class Written {
    private final Request request;
    private final String stop;
    private final Consumer<String> reader;
    private final UnaryOperator<String> pieces;
    private final StringBuilder text = new StringBuilder();
    private int length;
    private boolean stopped;

    Written(Request request, Consumer<String> reader) {
      this.request = request;
      this.stop = encoder.config().read(request.stop());
      this.reader = reader;
      Tokens tokens = encoder.config().tokens();
      this.pieces = tokens.joiner(tokens.of(request.prime()));
    }

    void add(String token) {
      length++;
      String piece = pieces.apply(token);
      int from = text.length() - stop.length();
      text.append(piece);
      stopped = !stop.isEmpty() && text.indexOf(stop, from) >= 0;
      reader.accept(piece);
    }

    boolean goesOn() {
      return length < request.length() && !stopped;
    }
  }
}
