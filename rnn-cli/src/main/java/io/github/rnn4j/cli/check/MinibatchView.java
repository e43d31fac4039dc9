package io.github.rnn4j.cli.check;

import io.github.rnn4j.cli.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A minibatch as the network gets it.
 *
 * @param features the shape of the features, [B, C, T]
 * @param labels the shape of the labels, [B, K, T], or [B, K] if there is one label per sequence
 * @param mask the shape of the mask, [B, T]; empty if all sequences have the same length
 * @param padding the share of padding among all steps, 0 to 1
 * @param rows the sequences
 */
public record MinibatchView(
    List<Long> features, List<Long> labels, List<Long> mask, double padding, List<Row> rows) {

  private static final int ROWS = 3;
  private static final int CHANNELS = 3;

  /**
   * A sequence of a minibatch. A token is a single index, whether or not the network gets it as a
   * one-hot vector.
   *
   * @param length the number of its steps without padding
   * @param inputs one list for each feature, with a value for each step; null for the padding after
   *     a sequence of one-hot vectors
   * @param mask 1 for each step, 0 for padding; empty if there is no mask
   * @param targets one list for each label, with a value for each step, or one value
   */
  public record Row(
      int length, List<List<Number>> inputs, List<Integer> mask, List<List<Number>> targets) {

    /**
     * Cuts a stretch out of a sequence without a mask.
     *
     * @param from the first step, counted from 0
     * @param to the step after the last one
     * @return the inputs and targets of these steps
     */
    public Row steps(int from, int to) {
      return new Row(
          to - from,
          inputs.stream().map(values -> values.subList(from, to)).toList(),
          List.of(),
          targets.stream().map(values -> values.subList(from, to)).toList());
    }

    /**
     * Describes the sequence: a line for each of the first inputs and targets, and one for the
     * mask.
     *
     * @param inputNames names of the features; empty for a single unnamed one
     * @param targetNames names of the labels; empty for a single unnamed one
     * @return lines of text
     */
    public List<String> lines(List<String> inputNames, List<String> targetNames) {
      List<List<String>> cells = new ArrayList<>();
      add("input", inputNames, inputs, cells);
      if (!mask.isEmpty()) {
        cells.add(Columns.row("  mask", mask.stream().map(String::valueOf).toList()));
      }
      add("target", targetNames, targets, cells);
      return Columns.aligned(cells);
    }

    private static void add(
        String word, List<String> names, List<List<Number>> values, List<List<String>> cells) {
      for (int k = 0; k < Math.min(CHANNELS, values.size()); k++) {
        String name = names.isEmpty() ? word : word + " " + names.get(k);
        cells.add(Columns.row("  " + name, values.get(k).stream().map(Row::text).toList()));
      }
      if (values.size() > CHANNELS) {
        cells.add(List.of("  %s: %d more".formatted(word, values.size() - CHANNELS)));
      }
    }

    private static String text(Number value) {
      if (value == null) {
        return "-";
      }
      return value instanceof Float number
          ? String.format(Locale.ROOT, "%.3f", number)
          : value.toString();
    }
  }

  /**
   * Reads a minibatch of tokens: indices or one-hot vectors.
   *
   * @param minibatch the minibatch
   * @return its shapes and values
   */
  public static MinibatchView ofTokens(DataSet minibatch) {
    return of(minibatch, true);
  }

  /**
   * Reads a minibatch of numbers.
   *
   * @param minibatch the minibatch
   * @return its shapes and values
   */
  public static MinibatchView ofNumbers(DataSet minibatch) {
    return of(minibatch, false);
  }

  private static MinibatchView of(DataSet minibatch, boolean tokens) {
    INDArray features = minibatch.getFeatures();
    INDArray mask = minibatch.getFeaturesMaskArray();
    int steps = (int) features.size(2);
    List<Row> rows = new ArrayList<>();
    for (int b = 0; b < features.size(0); b++) {
      List<Integer> marks = mask == null ? List.of() : marks(mask, b);
      rows.add(
          new Row(
              mask == null ? steps : marks.stream().mapToInt(mark -> mark).sum(),
              values(features, b, tokens),
              marks,
              values(minibatch.getLabels(), b, tokens)));
    }
    double real = rows.stream().mapToInt(Row::length).sum();
    return new MinibatchView(
        shape(features),
        shape(minibatch.getLabels()),
        mask == null ? List.of() : shape(mask),
        1 - real / ((double) steps * rows.size()),
        List.copyOf(rows));
  }

  private static List<Long> shape(INDArray array) {
    return LongStream.of(array.shape()).boxed().toList();
  }

  private static List<Integer> marks(INDArray mask, int row) {
    return IntStream.range(0, (int) mask.size(1))
        .mapToObj(t -> (int) mask.getDouble(row, t))
        .toList();
  }

  /** Returns the values of a row of [B, K, T] or [B, K]: for each of the K, one for each step. */
  private static List<List<Number>> values(INDArray all, int row, boolean tokens) {
    int channels = (int) all.size(1);
    int steps = all.rank() == 3 ? (int) all.size(2) : 1;
    float[] cells = all.slice(row).dup('c').data().asFloat(); // [K, T]
    float[][] values = new float[channels][];
    for (int k = 0; k < channels; k++) {
      values[k] = Arrays.copyOfRange(cells, k * steps, (k + 1) * steps);
    }
    if (!tokens) {
      return Arrays.stream(values).map(MinibatchView::numbers).toList();
    }
    return List.of(channels == 1 ? whole(values[0]) : places(values));
  }

  private static List<Number> numbers(float[] values) {
    return IntStream.range(0, values.length).<Number>mapToObj(t -> values[t]).toList();
  }

  private static List<Number> whole(float[] indices) {
    return IntStream.range(0, indices.length).<Number>mapToObj(t -> (int) indices[t]).toList();
  }

  /** Returns the place of the 1 in each one-hot vector; null for a vector of zeros. */
  private static List<Number> places(float[][] oneHot) {
    return IntStream.range(0, oneHot[0].length)
        .mapToObj(
            t ->
                IntStream.range(0, oneHot.length)
                    .filter(k -> oneHot[k][t] != 0)
                    .<Number>mapToObj(k -> k)
                    .findFirst()
                    .orElse(null))
        .toList();
  }

  /**
   * Describes the minibatch: its shapes, the lengths of all sequences, and the values of the first
   * three sequences and of the shortest.
   *
   * @param inputNames names of the features; empty for a single unnamed one
   * @param targetNames names of the labels; empty for a single unnamed one
   * @return lines of text
   */
  public List<String> lines(List<String> inputNames, List<String> targetNames) {
    List<String> lines = new ArrayList<>();
    lines.add("  features %s, labels %s, %s".formatted(features, labels, masked()));
    if (!mask.isEmpty()) {
      List<String> lengths = rows.stream().map(row -> Integer.toString(row.length())).toList();
      lines.addAll(Columns.aligned(List.of(Columns.row("lengths", lengths))));
    }
    for (int index : shown()) {
      Row row = rows.get(index);
      lines.add("  row %d, length %d".formatted(index + 1, row.length()));
      lines.addAll(row.lines(inputNames, targetNames));
    }
    return lines;
  }

  private String masked() {
    return mask.isEmpty()
        ? "no mask: all sequences have the same length"
        : String.format(
            Locale.ROOT, "mask %s; %.1f %% of all steps are padding", mask, 100 * padding);
  }

  private List<Integer> shown() {
    int shortest =
        IntStream.range(0, rows.size())
            .boxed()
            .min(Comparator.comparingInt(index -> rows.get(index).length()))
            .orElseThrow();
    return IntStream.concat(IntStream.range(0, Math.min(ROWS, rows.size())), IntStream.of(shortest))
        .distinct()
        .boxed()
        .collect(Collectors.toList());
  }
}
