package io.github.rnn4j.charlm.data;

import java.util.Arrays;
import java.util.List;

/**
 * A part of the data.
 *
 * @param text the text; lines and sentences are joined by line feeds
 * @param sequences the indices of its sequences; those of lines and sentences with {@code <bos>}
 *     and {@code <eos>}
 */
public record Part(String text, List<int[]> sequences) {

  /** How many tokens are predicted: all but the first of each sequence. */
  public long predictions() {
    return sequences.stream().mapToLong(sequence -> sequence.length - 1L).sum();
  }

  /** Its beginning: so many sequences, of one alone so many tokens. */
  Part beginning(int most, int tokens) {
    List<int[]> first =
        sequences.size() == 1
            ? List.of(Arrays.copyOf(sequences.get(0), Math.min(sequences.get(0).length, tokens)))
            : sequences.subList(0, Math.min(sequences.size(), most));
    return new Part(text, first);
  }

  public boolean isEmpty() {
    return sequences.isEmpty();
  }
}
