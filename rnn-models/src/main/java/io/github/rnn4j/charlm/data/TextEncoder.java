package io.github.rnn4j.charlm.data;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.util.List;

/** Encodes texts as token indices. */
public record TextEncoder(DataConfig config, Vocabulary vocabulary) {

  /**
   * Encodes the sequences of one set.
   *
   * @throws IllegalArgumentException if tokens are not in the vocabulary and it has no {@code
   *     <unk>}; the message lists them
   */
  public Part encode(List<String> sequences) {
    return new Part(
        String.join("\n", sequences),
        sequences.stream().map(this::sequence).toList(),
        bounded() ? 2 : 0);
  }

  /** Encodes a line or a sentence with {@code <bos>} and {@code <eos>}, or a text without. */
  int[] sequence(String text) {
    List<String> tokens = config.tokens().of(text);
    return bounded() ? vocabulary.encodeWhole(tokens) : vocabulary.encode(tokens);
  }

  /** Encodes the beginning of a sequence that is to be continued. */
  public int[] prime(String text) {
    int[] indices = vocabulary.encode(config.tokens().of(config.read(text)));
    if (!bounded()) {
      return indices;
    }
    int[] begun = new int[indices.length + 1]; // <bos> first
    begun[0] = vocabulary.index(SpecialToken.BEGIN);
    System.arraycopy(indices, 0, begun, 1, indices.length);
    return begun;
  }

  /** Returns whether sequences begin with {@code <bos>} and end with {@code <eos>}. */
  public boolean bounded() {
    return config.unit() != Unit.TEXT;
  }
}
