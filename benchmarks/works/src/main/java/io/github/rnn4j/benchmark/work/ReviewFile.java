package io.github.rnn4j.benchmark.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Real reviews in the form that the runner passes to each peer: minibatches of token indices in a
 * text file.
 *
 * <pre>
 * 69025                   rows of the embedding table
 * 0 1 17 4 1032 ...       minibatch, class, tokens
 * </pre>
 *
 * @param vocabulary rows of the embedding table
 * @param minibatches the minibatches
 */
public record ReviewFile(int vocabulary, List<Minibatch> minibatches) {

  /**
   * One review.
   *
   * @param minibatch the minibatch it belongs to, from 0
   * @param label 0 or 1
   * @param tokens token indices
   */
  public record Review(int minibatch, int label, List<Integer> tokens) {
    private String line() {
      return minibatch
          + " "
          + label
          + tokens.stream().map(token -> " " + token).collect(Collectors.joining());
    }
  }

  /**
   * Writes a file.
   *
   * @param file the file to write
   * @param vocabulary rows of the embedding table
   * @param reviews the reviews
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, int vocabulary, List<Review> reviews) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(Integer.toString(vocabulary));
    reviews.forEach(review -> lines.add(review.line()));
    Files.write(file, lines);
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its minibatches
   * @throws IOException if it cannot be read
   */
  public static ReviewFile read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<List<int[]>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int[] numbers = Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
      while (rows.size() <= numbers[0]) {
        rows.add(new ArrayList<>());
      }
      rows.get(numbers[0]).add(numbers);
    }
    return new ReviewFile(
        Integer.parseInt(lines.get(0)), rows.stream().map(ReviewFile::minibatch).toList());
  }

  private static Minibatch minibatch(List<int[]> rows) {
    List<int[]> sorted =
        rows.stream().sorted(Comparator.comparingInt((int[] row) -> -row.length)).toList();
    int steps = sorted.get(0).length - 2;
    int[] tokens = new int[sorted.size() * steps];
    float[] classes = new float[sorted.size()];
    for (int b = 0; b < sorted.size(); b++) {
      int[] row = sorted.get(b);
      System.arraycopy(row, 2, tokens, b * steps, row.length - 2);
      classes[b] = row[1];
    }
    int[] lengths = sorted.stream().mapToInt(row -> row.length - 2).toArray();
    return new Minibatch(lengths, tokens, new float[0], new int[0], new float[0], classes);
  }
}
