package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class EncodingTest {

  private static final List<LabelledSequence> TWO =
      List.of(new LabelledSequence(new int[] {3}, 1), new LabelledSequence(new int[] {0, 2, 1}, 0));

  @Test
  void indicesAreOneChannelPaddedOnTheRight() {
    DataSet minibatch =
        BucketIterator.evaluation(TWO, BatchOptions.of(new FeatureEncoding.Indices(4))).next();

    assertThat(minibatch.getFeatures())
        .isEqualTo(Nd4j.createFromArray(new float[][][] {{{3, 0, 0}}, {{0, 2, 1}}}));
    assertThat(minibatch.getFeaturesMaskArray())
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 1, 1}}));
    assertThat(minibatch.getLabels()).isEqualTo(Nd4j.createFromArray(new float[][] {{1}, {0}}));
    assertThat(minibatch.getLabelsMaskArray()).isNull();
  }

  @Test
  void oneHotHasOneChannelPerTokenAndPaddingWithoutAny() {
    DataSet minibatch =
        BucketIterator.evaluation(TWO, BatchOptions.of(new FeatureEncoding.OneHot(4))).next();

    float[][] first = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {1, 0, 0}};
    float[][] second = {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 0, 0}};
    assertThat(minibatch.getFeatures())
        .isEqualTo(Nd4j.createFromArray(new float[][][] {first, second}));
    assertThat(minibatch.getFeaturesMaskArray())
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 0, 0}, {1, 1, 1}}));
  }

  @Test
  void classesHaveOneColumnEach() {
    LabelEncoding classes = new LabelEncoding.OneHotClasses(3);

    INDArray labels = classes.encode(new int[] {2, 0});

    assertThat(labels).isEqualTo(Nd4j.createFromArray(new float[][] {{0, 0, 1}, {1, 0, 0}}));
    assertThat(classes.columns()).isEqualTo(3);
  }

  @Test
  void everyArrayIsFloat() {
    BatchOptions options = BatchOptions.of(new FeatureEncoding.Indices(4));

    for (LabelEncoding labels :
        List.of(new LabelEncoding.Binary(), new LabelEncoding.OneHotClasses(2))) {
      DataSet minibatch = BucketIterator.evaluation(TWO, options.withLabels(labels)).next();
      assertThat(minibatch.getFeatures().dataType()).isEqualTo(DataType.FLOAT);
      assertThat(minibatch.getFeaturesMaskArray().dataType()).isEqualTo(DataType.FLOAT);
      assertThat(minibatch.getLabels().dataType()).isEqualTo(DataType.FLOAT);
    }
  }

  @Test
  void largestIndexIsExactAsAFloat() {
    int largest = (1 << 24) - 1;
    FeatureEncoding indices = new FeatureEncoding.Indices(1 << 24);

    INDArray features = indices.encode(new int[][] {{largest, largest - 1}}, 2);

    assertThat((long) features.getDouble(0, 0, 0)).isEqualTo(largest);
    assertThat((long) features.getDouble(0, 0, 1)).isEqualTo(largest - 1);
  }

  @Test
  void sizesOutOfRangeAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureEncoding.Indices((1 << 24) + 1))
        .withMessageContaining("16777217")
        .withMessageContaining("1 to 16777216");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureEncoding.OneHot(0))
        .withMessageContaining("size 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelEncoding.OneHotClasses(1))
        .withMessageContaining("1 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureEncoding.OneHot(100_000).encode(new int[300][1], 200))
        .withMessageContaining("shape [300, 100000, 200] have 6000000000 cells");
  }
}
