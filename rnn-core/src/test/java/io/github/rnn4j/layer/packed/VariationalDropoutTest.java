package io.github.rnn4j.layer.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.LayerFixture;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j's {@code SpatialDropout} on the input of a packed layer. */
class VariationalDropoutTest {

  private static final int B = 4;
  private static final int C = 100;
  private static final int T = 3;

  /** The layer passes its input on: the input weights are the identity, the others are 0. */
  @Test
  void aSequenceLosesTheSameComponentsAtEveryStep() {
    LayerFixture layer =
        new LayerFixture(
            new PackedElman.Builder()
                .nIn(C)
                .nOut(C)
                .activation(Activation.IDENTITY)
                .dropOut(new SpatialDropout(0.6))
                .build(),
            DataType.DOUBLE);
    layer.layer.getParam("W").assign(Nd4j.eye(C));
    layer.layer.getParam("RW").assign(0);
    layer.layer.getParam("b").assign(0);
    Nd4j.getRandom().setSeed(7);

    INDArray out = layer.forward(Nd4j.ones(DataType.DOUBLE, B, C, T), null); // [B, C, T]

    int dropped = 0;
    for (int b = 0; b < B; b++) {
      for (int c = 0; c < C; c++) {
        double first = out.getDouble(b, c, 0);
        assertThat(first == 0 || Math.abs(first - 1 / 0.6) < 1e-6).isTrue();
        for (int t = 1; t < T; t++) {
          assertThat(out.getDouble(b, c, t)).isEqualTo(first);
        }
        dropped += first == 0 ? 1 : 0;
      }
    }
    assertThat((double) dropped / (B * C)).isCloseTo(0.4, within(0.098)); // 4 standard deviations
    assertThat(out.slice(0)).as("each sequence has its own").isNotEqualTo(out.slice(1));
  }
}
