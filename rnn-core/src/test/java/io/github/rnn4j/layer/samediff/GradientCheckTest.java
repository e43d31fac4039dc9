package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every gradient of the layer against central differences, in DOUBLE. */
class GradientCheckTest {
  private static final double TOLERANCE = 1e-5;
  private static final int B = 2;
  private static final int C = 2;
  private static final int H = 2;
  private static final int T = 3;

  static List<Arguments> recurrencesMasksAndStates() {
    List<Arguments> all = new ArrayList<>();
    for (Recurrence recurrence : Recurrence.values()) {
      for (Masks masks : Masks.values()) {
        all.add(Arguments.of(recurrence, masks, false));
        all.add(Arguments.of(recurrence, masks, true));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("recurrencesMasksAndStates")
  void equalsCentralDifferences(Recurrence recurrence, Masks masks, boolean carriedState) {
    LayerFixture layer = elman(recurrence);
    INDArray x = random(1, B, C, T);
    INDArray mask = masks.create(B, T, 3);
    INDArray eps = random(2, B, H, T);
    Map<String, INDArray> state = carriedState ? Map.of(ElmanRnn.STATE, random(5, B, H)) : Map.of();

    LayerFixture.Pass pass = layer.passFrom(state, x, mask, eps);
    Map<String, INDArray> byState = ((UnrolledRuntime) layer.layer).startGradient();

    assertClose(pass.inputGradient(), layer, x, state, x, mask, eps);
    layer
        .layer
        .paramTable()
        .forEach(
            (key, parameter) ->
                assertClose(pass.gradients().get(key), layer, parameter, state, x, mask, eps));
    state.forEach(
        (name, value) -> assertClose(byState.get(name), layer, value, state, x, mask, eps));
  }

  private static void assertClose(
      INDArray analytic,
      LayerFixture layer,
      INDArray variable,
      Map<String, INDArray> state,
      INDArray x,
      INDArray mask,
      INDArray eps) {
    INDArray numeric =
        CentralDifferences.gradient(
            variable, () -> layer.forwardFrom(state, x, mask).mul(eps).sumNumber().doubleValue());
    assertThat(numeric.amaxNumber().doubleValue()).as("a gradient to check").isPositive();
    assertThat(CentralDifferences.relativeError(analytic, numeric)).isLessThan(TOLERANCE);
  }

  private static LayerFixture elman(Recurrence recurrence) {
    ElmanRnn configuration =
        new ElmanRnn.Builder()
            .nIn(C)
            .nOut(H)
            .recurrence(recurrence)
            .outputActivation(Activation.SIGMOID)
            .build();
    LayerFixture layer = new LayerFixture(configuration, DataType.DOUBLE);
    return layer.withParams(random(9, 1, layer.layer.numParams()).muli(0.7));
  }
}
