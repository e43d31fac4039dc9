package io.github.rnn4j.charlm.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training, validation or test set of a text.
 *
 * @param text the text, with lines and sentences joined by line feeds
 * @param sequences the token indices of its sequences; those of lines and sentences include {@code
 *     <bos>} and {@code <eos>}
 * @param marks how many indices of each sequence are {@code <bos>} and {@code <eos>}: 0 or 2
 */
public record Part(String text, List<int[]> sequences, int marks) {

  /** Returns the number of tokens in the text, without {@code <bos>} and {@code <eos>}. */
  public long tokens() {
    return sequences.stream().mapToLong(sequence -> sequence.length - marks).sum();
  }

  /** Returns the number of tokens to predict: all but the first of each sequence. */
  public long predictions() {
    return sequences.stream().mapToLong(sequence -> sequence.length - 1L).sum();
  }

  /** Returns how many tokens are predicted in the longest sequence. */
  public int longest() {
    return sequences.stream().mapToInt(sequence -> sequence.length - 1).max().orElse(1);
  }

  /**
   * Returns the beginning: at most {@code most} sequences, or at most {@code tokens} tokens of a
   * single sequence.
   */
  Part beginning(int most, int tokens) {
    List<int[]> first =
        sequences.size() == 1
            ? List.of(Arrays.copyOf(sequences.get(0), Math.min(sequences.get(0).length, tokens)))
            : sequences.subList(0, Math.min(sequences.size(), most));
    return new Part(text, first, marks);
  }

  /**
   * Returns a smaller set: the beginning of a text, or every n-th of its lines or sentences.
   *
   * @param tokens how many tokens to read at most, approximately for lines and sentences
   */
  public Part sample(int tokens) {
    if (predictions() <= tokens) {
      return this;
    }
    if (sequences.size() == 1) {
      return beginning(1, tokens);
    }
    long every = (predictions() + tokens - 1) / tokens;
    List<int[]> chosen =
        IntStream.range(0, sequences.size())
            .filter(i -> i % every == 0)
            .mapToObj(sequences::get)
            .toList();
    return new Part(text, chosen, marks);
  }

  public boolean isEmpty() {
    return sequences.isEmpty();
  }
}
