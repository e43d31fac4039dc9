package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static io.github.rnn4j.layer.packed.PackedLayers.H;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * What a packed layer carries from step to step and from segment to segment, and what it does not.
 */
class PackedStateTest {
  private static final int B = 3;
  private static final int T = 6;

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void stepByStepEqualsTheWholeSequence(PackedLayers kind) {
    LayerFixture layer = kind.forward(DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    INDArray whole = layer.forward(x, null).dup();

    for (int t = 0; t < T; t++) {
      INDArray step = layer.timeStep(x.get(all(), all(), interval(t, t + 1)));
      assertThat(distance(step, whole.get(all(), all(), interval(t, t + 1)))).isLessThan(1e-12);
    }
    layer.layer.rnnClearPreviousState();
    assertThat(distance(layer.timeStep(x), whole)).isLessThan(1e-12);
  }

  /**
   * Every mask, cut in two at every step: a run continues across the cut, and a gap at the cut ends
   * it.
   */
  @ParameterizedTest
  @EnumSource(Masks.class)
  void segmentsWithCarriedStateEqualTheWhole(Masks masks) {
    LayerFixture layer = PackedLayers.LSTM.forward(DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    INDArray mask = masks.create(B, T, 8);
    INDArray whole = layer.forward(x, mask).dup();

    for (int cut = 1; cut < T; cut++) {
      layer.layer.rnnClearPreviousState();
      assertClose(segment(layer, x, mask, 0, cut), part(whole, 0, cut));
      assertClose(segment(layer, x, mask, cut, T), part(whole, cut, T));
    }
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void packedBatchEqualsOneSequenceAtATime(PackedLayers kind) {
    for (Direction direction : Direction.values()) {
      LayerFixture layer = layer(kind, direction, SequenceResult.EVERY_STEP);
      INDArray x = random(1, B, C, T);
      INDArray mask = Masks.RIGHT.create(B, T, 4);
      INDArray eps = random(2, B, size(layer), T);
      LayerFixture.Pass batch = layer.pass(x, mask, eps);

      INDArray sum = Nd4j.zerosLike(layer.layer.getGradientsViewArray());
      for (int b = 0; b < B; b++) {
        int length = mask.getRow(b).sumNumber().intValue();
        INDArrayIndex[] own = {interval(b, b + 1), all(), interval(0, length)};
        LayerFixture.Pass alone = layer.pass(x.get(own).dup(), null, eps.get(own).dup());
        sum.addi(layer.layer.getGradientsViewArray());
        assertClose(batch.output().get(own), alone.output());
        assertClose(batch.inputGradient().get(own), alone.inputGradient());
      }
      layer.pass(x, mask, eps);
      assertClose(layer.layer.getGradientsViewArray(), sum);
    }
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void paddingChangesNothing(PackedLayers kind) {
    LayerFixture layer = layer(kind, Direction.BIDIRECTIONAL, SequenceResult.EVERY_STEP);
    INDArray x = random(1, 2, C, 3);
    INDArray eps = random(2, 2, 2L * H, 3);
    LayerFixture.Pass alone = layer.pass(x, null, eps);

    INDArray padded = Nd4j.concat(2, x, random(3, 2, C, 4).muli(100));
    INDArray mask = Nd4j.concat(1, Nd4j.ones(2, 3), Nd4j.zeros(2, 4));
    INDArray paddedEps = Nd4j.concat(2, eps, random(4, 2, 2L * H, 4));
    LayerFixture.Pass with = layer.pass(padded, mask, paddedEps);

    assertClose(part(with.output(), 0, 3), alone.output());
    assertThat(part(with.output(), 3, 7).amaxNumber().doubleValue()).isZero();
    assertThat(part(with.inputGradient(), 3, 7).amaxNumber().doubleValue()).isZero();
    with.gradients().forEach((key, value) -> assertClose(value, alone.gradients().get(key)));
  }

  @Test
  void theLastStateIsTheOneAtTheLastValidStep() {
    INDArray x = random(1, 2, C, T);
    INDArray mask = Nd4j.createFromArray(new float[][] {{0, 1, 1, 0, 1, 0}, {1, 1, 1, 1, 1, 1}});
    LayerFixture every =
        layer(PackedLayers.LSTM, Direction.BIDIRECTIONAL, SequenceResult.EVERY_STEP);
    LayerFixture last =
        layer(PackedLayers.LSTM, Direction.BIDIRECTIONAL, SequenceResult.LAST_STATE);

    INDArray steps = every.forward(x, mask).dup(); // [B, 2H, T]
    INDArray states = last.forward(x, mask); // [B, 2H]

    // forward at its last valid step, backward at its first
    assertClose(
        states.get(point(0), interval(0, H)), steps.get(point(0), interval(0, H), point(4)));
    assertClose(
        states.get(point(0), interval(H, 2 * H)),
        steps.get(point(0), interval(H, 2 * H), point(1)));
    assertClose(
        states.get(point(1), interval(0, H)), steps.get(point(1), interval(0, H), point(5)));
    assertClose(
        states.get(point(1), interval(H, 2 * H)),
        steps.get(point(1), interval(H, 2 * H), point(0)));
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void aSegmentWithoutAValidStepYieldsZeros(PackedLayers kind) {
    LayerFixture layer = kind.forward(DataType.DOUBLE);
    INDArray mask = Nd4j.zeros(B, T);

    LayerFixture.Pass pass = layer.passFrom(Map.of(), random(1, B, C, T), mask, random(2, B, H, T));

    assertThat(pass.output().amaxNumber().doubleValue()).isZero();
    assertThat(pass.inputGradient().amaxNumber().doubleValue()).isZero();
    assertThat(layer.layer.getGradientsViewArray().amaxNumber().doubleValue()).isZero();
  }

  @Test
  void backwardLengthCutsTheGradient() {
    LayerFixture whole = PackedLayers.GRU.forward(DataType.DOUBLE);
    LayerFixture tail = PackedLayers.GRU.forward(DataType.DOUBLE);
    INDArray x = random(1, B, C, 5);
    INDArray eps = random(2, B, H, 5);
    INDArray out = whole.forward(x, null);

    INDArray cut = whole.tbptt(eps, 2);

    INDArray state = out.get(all(), all(), point(2)).dup();
    LayerFixture.Pass expected =
        tail.passFrom(
            Map.of(PackedRecurrentLayer.HIDDEN_STATE, state),
            part(x, 3, 5).dup(),
            null,
            part(eps, 3, 5).dup());
    assertClose(part(cut, 3, 5), expected.inputGradient());
    assertThat(part(cut, 0, 3).amaxNumber().doubleValue()).isZero();
    assertClose(whole.layer.getGradientsViewArray(), tail.layer.getGradientsViewArray());
  }

  /** Frozen layers run forward as for prediction, and may be asked for the input's gradient. */
  @Test
  void theBackwardPassAlsoFollowsAPrediction() {
    LayerFixture layer = PackedLayers.LSTM.forward(DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    INDArray eps = random(2, B, H, T);
    LayerFixture.Pass trained = layer.pass(x, null, eps);

    layer.timeStep(x); // for prediction, from the zero state
    LayerFixture.Pass predicted = layer.backward(null, eps);

    assertThat(predicted.inputGradient()).isEqualTo(trained.inputGradient());
    assertThat(predicted.gradients()).isEqualTo(trained.gradients());
  }

  @Test
  void aBackwardDirectionCarriesNoState() {
    LayerFixture layer =
        layer(PackedLayers.LSTM, Direction.BIDIRECTIONAL, SequenceResult.EVERY_STEP);

    assertThatThrownBy(() -> layer.timeStep(random(1, B, C, T)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("rnnTimeStep")
        .hasMessageContaining("BIDIRECTIONAL")
        .hasMessageContaining("use FORWARD");
  }

  @Test
  void invalidInputIsRefused() {
    LayerFixture layer = PackedLayers.LSTM.forward(DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    INDArray mask = Nd4j.ones(B, T);
    mask.putRow(1, Nd4j.zeros(T));

    assertThatThrownBy(() -> layer.forward(x, mask))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("Mask row 1 is all zero");
    assertThatThrownBy(() -> layer.forward(random(1, B, C + 1, T), null))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("nIn = 3");
    Map<String, INDArray> other = Map.of("hidden", Nd4j.zeros(B, H));
    assertThatThrownBy(() -> layer.layer.rnnSetPreviousState(other))
        .hasMessageContaining("[prevAct, prevMem]");
  }

  private static LayerFixture layer(PackedLayers kind, Direction direction, SequenceResult result) {
    return PackedLayers.randomized(
        new LayerFixture(kind.create(direction, MergeMode.CONCAT, result), DataType.DOUBLE));
  }

  private static long size(LayerFixture layer) {
    return ((PackedRecurrentLayer) layer.layer.conf().getLayer()).outputSize();
  }

  private static INDArray segment(LayerFixture layer, INDArray x, INDArray mask, int from, int to) {
    INDArray valid = mask == null ? null : mask.get(all(), interval(from, to)).dup();
    return layer.timeStep(part(x, from, to).dup(), valid);
  }

  private static INDArray part(INDArray sequences, int from, int to) {
    return sequences.get(all(), all(), interval(from, to));
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    assertThat(distance(actual.dup(), expected.dup())).isLessThan(1e-11);
  }
}
