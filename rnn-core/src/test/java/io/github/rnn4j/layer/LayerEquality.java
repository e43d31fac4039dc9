package io.github.rnn4j.layer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Asserts that two layers with the same parameters are the same function with its gradients. */
public record LayerEquality(LayerFixture actual, LayerFixture expected, double tolerance) {

  /** Batch sizes and lengths that grow, shrink and come again, through the same two objects. */
  private static final int[][] SIZES = {{2, 5}, {3, 8}, {1, 3}, {4, 5}, {2, 1}, {2, 8}};

  private static final int FEATURES = 3;
  private static final int UNITS = 4;

  /** Outputs only. */
  public void checkOutputs(Masks masks) {
    shareParameters();
    for (int[] size : SIZES) {
      INDArray x = random(size[1], size[0], FEATURES, size[1]);
      INDArray mask = masks.create(size[0], size[1], 11);
      assertClose(actual.forward(x, mask), expected.forward(x, mask), "output at " + at(size));
    }
  }

  /**
   * Outputs and all gradients.
   *
   * @param errorsAtMaskedSteps whether the layer above also sends errors to masked steps
   */
  public void check(Masks masks, boolean errorsAtMaskedSteps) {
    shareParameters();
    for (int[] size : SIZES) {
      INDArray x = random(size[1], size[0], FEATURES, size[1]);
      INDArray mask = masks.create(size[0], size[1], 11);
      INDArray eps = random(99, size[0], UNITS, size[1]);
      if (mask != null && !errorsAtMaskedSteps) {
        eps = Masks.apply(mask, eps);
      }
      check(actual.pass(x, mask, eps), expected.pass(x, mask, eps), at(size));
    }
  }

  private void shareParameters() {
    INDArray params = random(1, 1, expected.layer.numParams()).muli(0.5);
    expected.withParams(params);
    actual.withParams(params);
  }

  private static String at(int[] size) {
    return "B=%d T=%d".formatted(size[0], size[1]);
  }

  private void check(LayerFixture.Pass ours, LayerFixture.Pass theirs, String where) {
    assertClose(ours.output(), theirs.output(), "output at " + where);
    assertClose(ours.inputGradient(), theirs.inputGradient(), "input gradient at " + where);
    assertThat(ours.gradients().keySet()).isEqualTo(theirs.gradients().keySet());
    theirs
        .gradients()
        .forEach((k, g) -> assertClose(ours.gradients().get(k), g, "d" + k + " at " + where));
  }

  /** Relative to the largest entry where that is above one: gradients are sums over B and T. */
  private void assertClose(INDArray ours, INDArray theirs, String what) {
    double scale = Math.max(1, theirs.amaxNumber().doubleValue());
    assertThat(distance(ours, theirs)).as(what).isLessThan(tolerance * scale);
  }
}
