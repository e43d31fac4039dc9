package io.github.rnn4j.layer.runtime;

import io.github.rnn4j.kernel.Packing;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.api.iter.NdIndexIterator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks the inputs and masks of a recurrent layer; errors say what is wrong and where. */
public final class SequenceInput {
  private SequenceInput() {}

  /** Checks the rank, the number of features and the length. */
  static void check(INDArray input, RNNFormat format, long features, String layer) {
    boolean timeFirst = format == RNNFormat.NWC;
    String axes = timeFirst ? "[batch, time, features]" : "[batch, features, time]";
    String shape = Arrays.toString(input.shape());
    if (input.rank() != 3) {
      throw new DL4JInvalidInputException(
          "Input has rank %d, shape %s: a recurrent layer needs %s %s"
              .formatted(input.rank(), shape, axes, layer));
    }
    long given = input.size(timeFirst ? 2 : 1);
    if (given != features) {
      throw new DL4JInvalidInputException(
          "Input has %d features (shape %s as %s): the layer needs nIn = %d %s"
              .formatted(given, shape, axes, features, layer));
    }
    if (input.isEmpty()) {
      throw new DL4JInvalidInputException(
          "Input of shape %s is empty: it needs at least one sequence and one time step %s"
              .formatted(shape, layer));
    }
  }

  /** Checks that every number of an input {@code [B, C, T]} is finite. */
  static void checkFinite(INDArray input, String layer) {
    if (!Double.isFinite(SequenceRows.sum(input))) {
      checkEachNumber(input, layer);
    }
  }

  /** Checks each number of an input {@code [B, C, T]}; slow. */
  public static void checkEachNumber(INDArray input, String layer) {
    NdIndexIterator places = new NdIndexIterator('c', input.shape());
    while (places.hasNext()) {
      long[] at = places.next(); // batch, feature, time
      double value = input.getDouble(at);
      if (!Double.isFinite(value)) {
        throw new DL4JInvalidInputException(
            ("Input is %s in sequence %d, feature %d, step %d: every number must be finite,"
                    + " even at masked steps %s")
                .formatted(value, at[0], at[1], at[2], layer));
      }
    }
  }

  /**
   * Checks that a mask {@code [B, T]} has the input's size and contains only zeros and ones.
   *
   * @param wholeSequences whether each row needs a one, which a segment of a sequence does not
   */
  static void checkMask(INDArray mask, INDArray input, boolean wholeSequences, String layer) {
    checkMaskShape(mask, input, layer);
    double[][] rows = rows(mask);
    for (int b = 0; b < rows.length; b++) {
      int ones = countOnes(rows[b], b, layer);
      if (ones == 0 && wholeSequences) {
        throw new DL4JInvalidInputException(
            "Mask row %d is all zero: each sequence needs at least one valid step %s"
                .formatted(b, layer));
      }
    }
  }

  /** Checks that a mask is {@code [B, T]}; time is the last axis of the input. */
  public static void checkMaskShape(INDArray mask, INDArray input, String layer) {
    long time = input.size(input.rank() - 1);
    if (mask.rank() != 2 || mask.size(0) != input.size(0) || mask.size(1) != time) {
      throw new DL4JInvalidInputException(
          "Mask of shape %s does not fit input of shape %s: it must be [%d, %d] (batch, time) %s"
              .formatted(
                  Arrays.toString(mask.shape()),
                  Arrays.toString(input.shape()),
                  input.size(0),
                  time,
                  layer));
    }
  }

  private static int countOnes(double[] row, int b, String layer) {
    int ones = 0;
    for (int t = 0; t < row.length; t++) {
      if (isStep(row[t], b, t, layer)) {
        ones++;
      }
    }
    return ones;
  }

  private static boolean isStep(double entry, int b, int t, String layer) {
    try {
      return Packing.isStep(entry, b, t);
    } catch (IllegalArgumentException cause) {
      throw new DL4JInvalidInputException(cause.getMessage() + " " + layer, cause);
    }
  }

  /** A mask {@code [B, T]} as an array, all at once: ND4J's own way takes an entry at a time. */
  public static double[][] rows(INDArray mask) {
    double[] entries = mask.dup('c').data().asDouble();
    int time = Math.toIntExact(mask.size(1));
    double[][] rows = new double[Math.toIntExact(mask.size(0))][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = Arrays.copyOfRange(entries, b * time, (b + 1) * time);
    }
    return rows;
  }
}
