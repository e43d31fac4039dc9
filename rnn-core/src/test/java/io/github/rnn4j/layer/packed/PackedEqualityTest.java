package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static io.github.rnn4j.layer.packed.PackedLayers.H;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.LayerEquality;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.LstmCell;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The packed layers are the same functions as Deeplearning4j's layers and the SameDiff cells. */
class PackedEqualityTest {

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, NONE, 1e-10", "DOUBLE, RIGHT, 1e-10", "DOUBLE, LEFT, 1e-10", "DOUBLE, HOLES, 1e-10",
    "FLOAT, NONE, 2e-6", "FLOAT, RIGHT, 2e-6", "FLOAT, LEFT, 2e-6", "FLOAT, HOLES, 2e-6"
  })
  void elmanEqualsSimpleRnnAndTheSameDiffLayer(DataType type, Masks masks, double tolerance) {
    Layer simple = new SimpleRnn.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    Layer sameDiff = new ElmanRnn.Builder().nIn(C).nOut(H).build();

    equality(PackedLayers.ELMAN, simple, type, tolerance).check(masks, true);
    equality(PackedLayers.ELMAN, sameDiff, type, tolerance).check(masks, true);
  }

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, NONE, 1e-10", "DOUBLE, RIGHT, 1e-10", "DOUBLE, LEFT, 1e-10", "DOUBLE, HOLES, 1e-10",
    "FLOAT, NONE, 2e-6", "FLOAT, RIGHT, 2e-6", "FLOAT, LEFT, 2e-6", "FLOAT, HOLES, 2e-6"
  })
  void lstmEqualsTheSameDiffCell(DataType type, Masks masks, double tolerance) {
    Layer sameDiff = new LstmCell.Builder().nIn(C).nOut(H).build();

    equality(PackedLayers.LSTM, sameDiff, type, tolerance).check(masks, true);
  }

  /** The gradients of Deeplearning4j's LSTM are right where no error crosses a masked step. */
  @ParameterizedTest
  @EnumSource(Masks.class)
  void lstmEqualsDeeplearning4js(Masks masks) {
    Layer lstm = new LSTM.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    LayerEquality equality = equality(PackedLayers.LSTM, lstm, DataType.DOUBLE, 1e-10);

    equality.checkOutputs(masks);
    if (masks == Masks.NONE || masks == Masks.RIGHT) {
      equality.check(masks, false);
    }
  }

  @ParameterizedTest
  @CsvSource({"CONCAT, CONCAT", "ADD, ADD", "MULTIPLY, MUL", "AVERAGE, AVERAGE"})
  void bothDirectionsEqualDeeplearning4jsWrapper(MergeMode merge, Bidirectional.Mode mode) {
    Layer ours =
        PackedLayers.ELMAN.create(Direction.BIDIRECTIONAL, merge, SequenceResult.EVERY_STEP);
    SimpleRnn simple = new SimpleRnn.Builder().nIn(C).nOut(H).activation(Activation.TANH).build();
    LayerFixture packed = PackedLayers.randomized(new LayerFixture(ours, DataType.DOUBLE));
    LayerFixture wrapped =
        new LayerFixture(new Bidirectional(mode, simple), DataType.DOUBLE)
            .withParams(packed.layer.params());
    assertThat(packed.layer.paramTable().keySet())
        .containsExactly("fW", "fRW", "fb", "bW", "bRW", "bb");

    for (Masks masks : Masks.values()) {
      INDArray x = random(1, 3, C, 5);
      INDArray mask = masks.create(3, 5, 11);
      INDArray eps = random(2, 3, ((PackedRecurrentLayer) ours).outputSize(), 5);
      eps = mask == null ? eps : Masks.apply(mask, eps);
      LayerFixture.Pass a = packed.pass(x, mask, eps);
      LayerFixture.Pass b = wrapped.pass(x, mask, eps);
      assertThat(distance(a.output(), b.output())).as("output " + masks).isLessThan(1e-10);
      assertThat(distance(a.inputGradient(), b.inputGradient()))
          .as("input gradient " + masks)
          .isLessThan(1e-10);
      assertThat(
              distance(packed.layer.getGradientsViewArray(), wrapped.layer.getGradientsViewArray()))
          .as("gradients " + masks)
          .isLessThan(1e-9);
    }
  }

  private static LayerEquality equality(
      PackedLayers ours, Layer theirs, DataType type, double tolerance) {
    return new LayerEquality(ours.forward(type), new LayerFixture(theirs, type), tolerance);
  }
}
