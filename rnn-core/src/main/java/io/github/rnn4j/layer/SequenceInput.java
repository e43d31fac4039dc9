package io.github.rnn4j.layer;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks what a recurrent layer is given, and says what is wrong and where. */
final class SequenceInput {
  private SequenceInput() {}

  /** Checks rank, feature size and length of {@code [B, C, T]}, and that every number is finite. */
  static void check(INDArray input, long features, String layer) {
    String shape = Arrays.toString(input.shape());
    if (input.rank() != 3) {
      throw new DL4JInvalidInputException(
          "Input of rank %d, shape %s: a recurrent layer takes [batch, features, time] %s"
              .formatted(input.rank(), shape, layer));
    }
    if (input.size(1) != features) {
      throw new DL4JInvalidInputException(
          "Input has %d features, shape %s as [batch, features, time]: the layer takes nIn = %d %s"
              .formatted(input.size(1), shape, features, layer));
    }
    if (input.size(0) == 0 || input.size(2) == 0) {
      throw new DL4JInvalidInputException(
          "Input of shape %s is empty: it needs a sequence and a time step %s"
              .formatted(shape, layer));
    }
    if (!Double.isFinite(input.sumNumber().doubleValue())) {
      checkEachNumber(input, layer);
    }
  }

  private static void checkEachNumber(INDArray input, String layer) {
    for (long b = 0; b < input.size(0); b++) {
      for (long c = 0; c < input.size(1); c++) {
        for (long t = 0; t < input.size(2); t++) {
          double value = input.getDouble(b, c, t);
          if (!Double.isFinite(value)) {
            throw new DL4JInvalidInputException(
                ("Input is %s in sequence %d, feature %d, step %d: every number must be finite,"
                        + " at masked steps too %s")
                    .formatted(value, b, c, t, layer));
          }
        }
      }
    }
  }

  /**
   * Checks a mask {@code [B, T]}: zeros and ones, of the input's size.
   *
   * @param wholeSequences whether each row needs a one; a segment of a sequence does not
   */
  static void checkMask(INDArray mask, INDArray input, boolean wholeSequences, String layer) {
    if (mask.rank() != 2 || mask.size(0) != input.size(0) || mask.size(1) != input.size(2)) {
      throw new DL4JInvalidInputException(
          "Mask of shape %s does not fit input of shape %s: it must be [%d, %d] (batch, time) %s"
              .formatted(
                  Arrays.toString(mask.shape()),
                  Arrays.toString(input.shape()),
                  input.size(0),
                  input.size(2),
                  layer));
    }
    double[][] rows = mask.toDoubleMatrix();
    for (int b = 0; b < rows.length; b++) {
      int ones = countOnes(rows[b], b, layer);
      if (ones == 0 && wholeSequences) {
        throw new DL4JInvalidInputException(
            "Mask row %d is all zero: each sequence needs at least one valid step %s"
                .formatted(b, layer));
      }
    }
  }

  private static int countOnes(double[] row, int b, String layer) {
    int ones = 0;
    for (int t = 0; t < row.length; t++) {
      if (row[t] == 1) {
        ones++;
      } else if (row[t] != 0) {
        throw new DL4JInvalidInputException(
            "Mask is %s in sequence %d, step %d: a mask holds zeros and ones %s"
                .formatted(row[t], b, t, layer));
      }
    }
    return ones;
  }
}
