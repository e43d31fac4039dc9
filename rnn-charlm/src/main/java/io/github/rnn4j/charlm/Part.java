package io.github.rnn4j.charlm;

import java.util.List;

/**
 * A part of the data.
 *
 * @param text the text; lines and sentences are joined by line feeds
 * @param sequences the indices of its sequences; those of lines and sentences with {@code <bos>}
 *     and {@code <eos>}
 */
record Part(String text, List<int[]> sequences) {

  /** How many tokens are predicted: all but the first of each sequence. */
  long predictions() {
    return sequences.stream().mapToLong(sequence -> sequence.length - 1L).sum();
  }

  boolean isEmpty() {
    return sequences.isEmpty();
  }
}
