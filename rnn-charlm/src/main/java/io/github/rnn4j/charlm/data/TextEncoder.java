package io.github.rnn4j.charlm.data;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.text.LanguageVocabulary;
import io.github.rnn4j.text.LanguageVocabulary.Special;
import java.util.List;
import java.util.stream.Collectors;

/** Texts to token indices and back, as a configuration and a vocabulary say. */
public record TextEncoder(DataConfig config, LanguageVocabulary vocabulary) {

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
    List<String> tokens = known(text);
    return bounded() ? vocabulary.encodeWhole(tokens) : vocabulary.encode(tokens);
  }

  /** The tokens of the beginning of a sequence, to go on from. */
  public int[] prime(String text) {
    int[] indices = vocabulary.encode(known(text));
    if (!bounded()) {
      return indices;
    }
    int[] begun = new int[indices.length + 1]; // <bos> first
    begun[0] = vocabulary.index(Special.BEGIN);
    System.arraycopy(indices, 0, begun, 1, indices.length);
    return begun;
  }

  /** Whether sequences have a beginning and an end that the network knows. */
  public boolean bounded() {
    return config.unit() != Unit.TEXT;
  }

  private List<String> known(String text) {
    List<String> tokens = config.tokens().of(text);
    List<String> unknown = vocabulary.unknown(tokens);
    if (!unknown.isEmpty() && !vocabulary.has(Special.UNKNOWN)) {
      throw new IllegalArgumentException(
          "%s not in the %d tokens that the network knows: leave %s out, or train on a text that has %s"
              .formatted(
                  unknown.stream().map(TextEncoder::shown).collect(Collectors.joining(", "))
                      + (unknown.size() == 1 ? " is" : " are"),
                  vocabulary.size(),
                  unknown.size() == 1 ? "it" : "them",
                  unknown.size() == 1 ? "it" : "them"));
    }
    return tokens;
  }

  /** A token in quotes, control characters by their code points. */
  private static String shown(String token) {
    return token
        .codePoints()
        .mapToObj(c -> Character.isISOControl(c) ? "U+%04X".formatted(c) : Character.toString(c))
        .collect(Collectors.joining("", "'", "'"));
  }
}
