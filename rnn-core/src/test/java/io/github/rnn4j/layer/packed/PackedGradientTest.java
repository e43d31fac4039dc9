package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every hand-written gradient against central differences, in DOUBLE. */
class PackedGradientTest {
  private static final double TOLERANCE = 1e-5;

  /** Random directions to differentiate along: each meets every entry of the gradient. */
  private static final int DIRECTIONS = 3;

  private static final int B = 3;
  private static final int T = 4;

  /**
   * Every cell with every mask in one direction; every merge and result with one mask; every
   * pooling with every cell, direction and merge.
   */
  static List<Arguments> layers() {
    List<Arguments> all = new ArrayList<>();
    for (PackedLayers layer : PackedLayers.values()) {
      for (Masks masks : Masks.values()) {
        all.add(
            Arguments.of(
                layer, masks, Direction.FORWARD, MergeMode.CONCAT, SequenceResult.EVERY_STEP));
      }
      all.add(
          Arguments.of(
              layer, Masks.HOLES, Direction.BACKWARD, MergeMode.CONCAT, SequenceResult.EVERY_STEP));
    }
    for (MergeMode merge : MergeMode.values()) {
      for (SequenceResult result : SequenceResult.values()) {
        all.add(
            Arguments.of(PackedLayers.LSTM, Masks.HOLES, Direction.BIDIRECTIONAL, merge, result));
      }
    }
    all.add(
        Arguments.of(
            PackedLayers.GRU,
            Masks.RIGHT,
            Direction.FORWARD,
            MergeMode.CONCAT,
            SequenceResult.LAST_STATE));
    for (PackedLayers layer : PackedLayers.values()) {
      addPoolings(layer, List.of(SequenceResult.MEAN_AND_MAX), all);
    }
    return all;
  }

  private static void addPoolings(
      PackedLayers layer, List<SequenceResult> results, List<Arguments> all) {
    for (Direction direction : Direction.values()) {
      for (MergeMode merge : MergeMode.values()) {
        boolean merges = direction == Direction.BIDIRECTIONAL || merge == MergeMode.CONCAT;
        // products of units of which most are zero hardly have a gradient
        boolean zero = layer == PackedLayers.ELMAN_RELU && merge == MergeMode.MULTIPLY;
        for (SequenceResult result : results) {
          if (merges && !zero) {
            all.add(Arguments.of(layer, Masks.HOLES, direction, merge, result));
          }
        }
      }
    }
  }

  /** Mean and maximum alone, with every cell, direction and merge. */
  static List<Arguments> poolings() {
    List<Arguments> all = new ArrayList<>();
    for (PackedLayers layer : PackedLayers.values()) {
      addPoolings(layer, List.of(SequenceResult.MEAN, SequenceResult.MAX), all);
    }
    return all;
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("poolings")
  void singlePoolingsEqualCentralDifferences(
      PackedLayers kind, Masks masks, Direction direction, MergeMode merge, SequenceResult result) {
    equalsCentralDifferences(kind, masks, direction, merge, result);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void equalsCentralDifferences(
      PackedLayers kind, Masks masks, Direction direction, MergeMode merge, SequenceResult result) {
    PackedRecurrentLayer configuration = kind.create(direction, merge, result);
    LayerFixture layer = PackedLayers.randomized(new LayerFixture(configuration, DataType.DOUBLE));
    INDArray x = random(1, B, C, T);
    INDArray mask = masks.create(B, T, 3);
    long size = configuration.outputSize();
    INDArray eps = result == SequenceResult.EVERY_STEP ? random(2, B, size, T) : random(2, B, size);
    Map<String, INDArray> state = new LinkedHashMap<>();
    PackedLayers.stateSizes(layer).forEach((name, n) -> state.put(name, random(5, B, n)));

    LayerFixture.Pass pass = layer.passFrom(state, x, mask, eps);
    Map<String, INDArray> byState = ((PackedRuntime) layer.layer).startGradient();

    assertClose("x", pass.inputGradient(), layer, x, state, x, mask, eps);
    layer
        .layer
        .paramTable()
        .forEach(
            (key, value) ->
                assertClose(key, pass.gradients().get(key), layer, value, state, x, mask, eps));
    state.forEach(
        (name, value) -> assertClose(name, byState.get(name), layer, value, state, x, mask, eps));
  }

  private static void assertClose(
      String what,
      INDArray analytic,
      LayerFixture layer,
      INDArray variable,
      Map<String, INDArray> state,
      INDArray x,
      INDArray mask,
      INDArray eps) {
    for (int seed = 0; seed < DIRECTIONS; seed++) {
      INDArray along = random(100 + seed, variable.shape());
      double numeric =
          CentralDifferences.alongDirection(
              variable,
              along,
              () -> layer.forwardFrom(state, x, mask).mul(eps).sumNumber().doubleValue());
      double expected = analytic.mul(along).sumNumber().doubleValue();
      double scale = analytic.norm2Number().doubleValue();
      assertThat(scale).as("a gradient to check").isGreaterThan(1e-3);
      assertThat(Math.abs(expected - numeric) / scale).as(what).isLessThan(TOLERANCE);
    }
  }
}
