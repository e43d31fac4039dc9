package io.github.rnn4j.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.cli.Columns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class MinibatchViewTest {

  private static final int[][] TOKENS = {{3, 1, 2}, {2}};
  private static final INDArray MASK = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {1, 0, 0}});
  private static final INDArray LABELS = Nd4j.createFromArray(new float[][] {{1}, {0}});

  private static MinibatchView view(FeatureEncoding encoding) {
    return MinibatchView.ofTokens(new DataSet(encoding.encode(TOKENS, 3), LABELS, MASK, null));
  }

  @Test
  void paddingIsTheShareOfMaskedSteps() {
    MinibatchView view = view(new FeatureEncoding.Indices(4));

    assertThat(view.features()).containsExactly(2L, 1L, 3L);
    assertThat(view.labels()).containsExactly(2L, 1L);
    assertThat(view.mask()).containsExactly(2L, 3L);
    assertThat(view.padding()).isCloseTo(2 / 6.0, within(1e-12));
    assertThat(view.rows())
        .containsExactly(
            new MinibatchView.Row(
                3, List.of(List.of(3, 1, 2)), List.of(1, 1, 1), List.of(List.of(1))),
            new MinibatchView.Row(
                1, List.of(List.of(2, 0, 0)), List.of(1, 0, 0), List.of(List.of(0))));
  }

  @Test
  void oneHotVectorIsShownAsItsTokenAndPaddingAsNone() {
    MinibatchView view = view(new FeatureEncoding.OneHot(4));

    assertThat(view.features()).containsExactly(2L, 4L, 3L);
    assertThat(view.rows().get(0).inputs()).containsExactly(List.of(3, 1, 2));
    assertThat(view.rows().get(1).inputs()).containsExactly(Arrays.asList(2, null, null));
    assertThat(view.lines(List.of(), List.of()))
        .containsExactly(
            "  features [2, 4, 3], labels [2, 1], mask [2, 3]; 33.3 % of all steps are padding",
            "  lengths 3 1",
            "  row 1, length 3",
            "    input  3 1 2",
            "    mask   1 1 1",
            "    target 1",
            "  row 2, length 1",
            "    input  2 - -",
            "    mask   1 0 0",
            "    target 0");
  }

  @Test
  void numbersHaveALineForEachFeatureAndNoMask() {
    INDArray features = Nd4j.createFromArray(new float[][][] {{{0.5f, -1}, {2, 3}}}); // [1, 2, 2]
    INDArray labels = Nd4j.createFromArray(new float[][][] {{{7, 8}}}); // [1, 1, 2]

    MinibatchView view = MinibatchView.ofNumbers(new DataSet(features, labels));

    assertThat(view.lines(List.of("x", "y"), List.of("x +1")))
        .containsExactly(
            "  features [1, 2, 2], labels [1, 1, 2], no mask: all sequences have the same length",
            "  row 1, length 2",
            "    input x     0.500 -1.000",
            "    input y     2.000  3.000",
            "    target x +1 7.000  8.000");
    assertThat(view.rows().get(0).steps(1, 2))
        .isEqualTo(
            new MinibatchView.Row(
                1, List.of(List.of(-1f), List.of(3f)), List.of(), List.of(List.of(8f))));
  }

  @Test
  void theShortestRowIsShownAfterTheFirstThree() {
    int[][] tokens = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1}};
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 0}});

    MinibatchView view =
        MinibatchView.ofTokens(
            new DataSet(
                new FeatureEncoding.Indices(2).encode(tokens, 2), Nd4j.zeros(5, 1), mask, null));

    assertThat(view.lines(List.of(), List.of()).stream().filter(line -> line.contains("row")))
        .containsExactly(
            "  row 1, length 2", "  row 2, length 2", "  row 3, length 2", "  row 5, length 1");
  }

  @Test
  void aLongRowKeepsItsEnd() {
    assertThat(
            Columns.row(
                "a",
                List.of(
                    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14",
                    "15")))
        .containsExactly(
            "a", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "...", "12", "13", "14", "15");
    assertThat(Columns.aligned(List.of(List.of("a", "10", "2"), List.of("long", "3"))))
        .containsExactly("  a    10 2", "  long  3");
  }
}
