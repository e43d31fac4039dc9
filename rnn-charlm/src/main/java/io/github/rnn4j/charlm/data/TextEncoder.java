package io.github.rnn4j.charlm.data;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.util.List;

/** Texts to token indices and back, as a configuration and a vocabulary say. */
public record TextEncoder(DataConfig config, Vocabulary vocabulary) {

  /**
   * The sequences of a part of the data.
   *
   * @throws IllegalArgumentException if the vocabulary neither has a token nor stands for it with
   *     {@code <unk>}; the message lists all such tokens
   */
  public Part encode(List<String> sequences) {
    return new Part(String.join("\n", sequences), sequences.stream().map(this::sequence).toList());
  }

  private int[] sequence(String text) {
    List<String> tokens = config.tokens().of(text);
    return bounded() ? vocabulary.encodeWhole(tokens) : vocabulary.encode(tokens);
  }

  /** The tokens of the beginning of a sequence, to go on from. */
  public int[] prime(String text) {
    int[] indices = vocabulary.encode(config.tokens().of(text));
    if (!bounded()) {
      return indices;
    }
    int[] begun = new int[indices.length + 1]; // <bos> first
    begun[0] = vocabulary.index(SpecialToken.BEGIN);
    System.arraycopy(indices, 0, begun, 1, indices.length);
    return begun;
  }

  /** Whether sequences have a beginning and an end that the network knows. */
  public boolean bounded() {
    return config.unit() != Unit.TEXT;
  }
}
