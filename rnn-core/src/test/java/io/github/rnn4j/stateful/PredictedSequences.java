package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Compares a {@link SequencePredictor} with {@code output} on padded sequences. */
final class PredictedSequences {
  private PredictedSequences() {}

  /** Compares the outputs for random vectors. */
  static void compare(MultiLayerNetwork network, String name, Random random, int... lengths) {
    SequencePredictor predictor = SequencePredictor.of(network);
    float[][][] features =
        IntStream.of(lengths)
            .mapToObj(length -> vectors(random, length, predictor.tokens()))
            .toArray(float[][][]::new);

    float[][][] expected = outputs(network, features, predictor.yieldsSteps());

    if (predictor.yieldsSteps()) {
      assertClose(predictor.predictSteps(features), expected, name);
    } else {
      float[][][] rows =
          Arrays.stream(predictor.predict(features))
              .map(row -> new float[][] {row})
              .toArray(float[][][]::new);
      assertClose(rows, expected, name);
    }
  }

  static float[][] vectors(Random random, int length, int size) {
    float[][] vectors = new float[length][size];
    for (float[] vector : vectors) {
      for (int c = 0; c < size; c++) {
        vector[c] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }

  static void assertClose(float[][][] actual, float[][][] expected, String name) {
    assertThat(actual).hasNumberOfRows(expected.length);
    for (int b = 0; b < expected.length; b++) {
      assertThat(actual[b]).as(name).hasNumberOfRows(expected[b].length);
      for (int t = 0; t < expected[b].length; t++) {
        assertThat(actual[b][t])
            .as("%s, sequence %d, row %d", name, b, t)
            .containsExactly(expected[b][t], within(1e-6f));
      }
    }
  }

  /** What the network itself makes of padded sequences: a row for each step or sequence. */
  private static float[][][] outputs(
      MultiLayerNetwork network, float[][][] features, boolean steps) {
    int longest = Arrays.stream(features).mapToInt(sequence -> sequence.length).max().orElseThrow();
    INDArray input = Nd4j.zeros(features.length, features[0][0].length, longest);
    INDArray mask = Nd4j.zeros(features.length, longest);
    for (int b = 0; b < features.length; b++) {
      for (int t = 0; t < features[b].length; t++) {
        mask.putScalar(b, t, 1);
        for (int c = 0; c < features[b][t].length; c++) {
          input.putScalar(b, c, t, features[b][t][c]);
        }
      }
    }
    return rows(network.output(input, false, mask, null), features, steps);
  }

  private static float[][][] rows(INDArray output, Object[][] sequences, boolean steps) {
    float[][][] rows = new float[sequences.length][][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] =
          steps
              ? Arrays.copyOf(
                  output.slice(b).transpose().dup('c').castTo(DataType.FLOAT).toFloatMatrix(),
                  sequences[b].length)
              : new float[][] {output.getRow(b).castTo(DataType.FLOAT).toFloatVector()};
    }
    return rows;
  }
}
