package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.LayerFixture;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RecurrentStateTest {
  private static final int B = 3;
  private static final int C = 2;
  private static final int H = 4;
  private static final int T = 6;

  @ParameterizedTest
  @EnumSource(Recurrence.class)
  void stepByStepEqualsTheWholeSequence(Recurrence recurrence) {
    LayerFixture layer = layer(recurrence);
    INDArray x = random(1, B, C, T);
    INDArray whole = layer.forward(x, null).dup();

    for (int t = 0; t < T; t++) {
      INDArray step = layer.timeStep(x.get(all(), all(), interval(t, t + 1)));
      assertThat(distance(step, whole.get(all(), all(), interval(t, t + 1)))).isLessThan(1e-12);
    }
  }

  @Test
  void stepsOfSeveralLengthsEqualTheWholeSequence() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    INDArray x = random(1, B, C, T);
    INDArray whole = layer.forward(x, null).dup();

    layer.timeStep(x.get(all(), all(), interval(0, 4)));
    INDArray end = layer.timeStep(x.get(all(), all(), interval(4, T)));

    assertThat(distance(end, whole.get(all(), all(), interval(4, T)))).isLessThan(1e-12);
  }

  @Test
  void clearingTheStateStartsAnew() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    INDArray x = random(1, B, C, T);
    INDArray first = layer.timeStep(x).dup();
    INDArray carriedOn = layer.timeStep(x).dup();

    layer.layer.rnnClearPreviousState();
    INDArray again = layer.timeStep(x);

    assertThat(again).isEqualTo(first);
    assertThat(distance(carriedOn, first)).isGreaterThan(0.01);
    assertThat(layer.layer.rnnGetTBPTTState()).isEmpty();
  }

  @Test
  void aForwardPassLeavesTheStoredStateAlone() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    layer.timeStep(random(1, B, C, T));
    INDArray stored = layer.layer.rnnGetPreviousState().get(ElmanRnn.STATE).dup();

    layer.forward(random(2, 1, C, 2), null);

    assertThat(layer.layer.rnnGetPreviousState().get(ElmanRnn.STATE)).isEqualTo(stored);
  }

  @Test
  void aMaskedStepLeavesTheZeroStateBehindIt() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    INDArray x = random(1, 1, C, T);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 0, 1, 1, 1}});

    INDArray output = layer.forward(x, mask).dup();

    INDArray firstRun = layer.forward(x.get(all(), all(), interval(0, 2)), null).dup();
    INDArray secondRun = layer.forward(x.get(all(), all(), interval(3, T)), null).dup();
    assertThat(distance(output.get(all(), all(), interval(0, 2)), firstRun)).isLessThan(1e-12);
    assertThat(distance(output.get(all(), all(), interval(3, T)), secondRun)).isLessThan(1e-12);
    assertThat(output.get(all(), all(), point(2)).amaxNumber().doubleValue()).isZero();
  }

  @Test
  void paddingChangesNothing() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    INDArray x = random(1, 2, C, 3);
    INDArray eps = random(2, 2, H, 3);
    LayerFixture.Pass alone = layer.pass(x, null, eps);

    INDArray padded = Nd4j.concat(2, x, random(3, 2, C, 4).muli(100));
    INDArray mask = Nd4j.concat(1, Nd4j.ones(2, 3), Nd4j.zeros(2, 4));
    LayerFixture.Pass with = layer.pass(padded, mask, Nd4j.concat(2, eps, random(4, 2, H, 4)));

    assertThat(distance(with.output().get(all(), all(), interval(0, 3)), alone.output()))
        .isLessThan(1e-12);
    with.gradients()
        .forEach(
            (key, gradient) ->
                assertThat(distance(gradient, alone.gradients().get(key))).isLessThan(1e-10));
  }

  @Test
  void aStateOfAnotherBatchSizeIsRefused() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    layer.timeStep(random(1, B, C, T));

    assertThatThrownBy(() -> layer.timeStep(random(1, 2, C, T)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("prevAct")
        .hasMessageContaining("[3, 4]")
        .hasMessageContaining("rnnClearPreviousState");
  }

  @Test
  void aStateOfAnotherNameIsRefused() {
    LayerFixture layer = layer(Recurrence.HIDDEN_TO_HIDDEN);
    Map<String, INDArray> state = Map.of("prevMem", Nd4j.zeros(B, H));

    assertThatThrownBy(() -> layer.layer.rnnSetPreviousState(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prevMem")
        .hasMessageContaining("prevAct");
  }

  private static LayerFixture layer(Recurrence recurrence) {
    return new LayerFixture(
        new ElmanRnn.Builder().nIn(C).nOut(H).recurrence(recurrence).build(), DataType.DOUBLE);
  }
}
