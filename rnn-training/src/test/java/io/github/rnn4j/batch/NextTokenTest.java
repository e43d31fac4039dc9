package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class NextTokenTest {

  private static final FeatureEncoding INDICES = new FeatureEncoding.Indices(6);
  private static final BatchOptions OPTIONS = BatchOptions.of(INDICES).withBatchSize(2);

  // 0 is <bos>, 1 is <eos>
  private static final List<int[]> NAMES =
      List.of(new int[] {0, 2, 3, 4, 1}, new int[] {0, 5, 1}, new int[] {0, 1});

  @Test
  void eachStepPredictsTheNextToken() {
    BucketIterator iterator = NextToken.evaluation(NAMES, OPTIONS, INDICES);

    DataSet shorter = iterator.next();
    DataSet longest = iterator.next();

    assertThat(iterator.tokens()).isEqualTo(4 + 2 + 1);
    // places 2 and 1: the shortest come first
    assertThat(BucketIterator.indicesOf(shorter)).containsExactly(2, 1);
    assertThat(shorter.getFeatures())
        .isEqualTo(Nd4j.createFromArray(new float[][][] {{{0, 0}}, {{0, 5}}}));
    assertThat(shorter.getLabels())
        .isEqualTo(Nd4j.createFromArray(new float[][][] {{{1, 0}}, {{5, 1}}}));
    assertThat(shorter.getFeaturesMaskArray())
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 0}, {1, 1}}));
    assertThat(shorter.getLabelsMaskArray()).isEqualTo(shorter.getFeaturesMaskArray());
    assertThat(longest.getLabels()).isEqualTo(longest(1));
    assertThat(longest.getFeatures()).isEqualTo(longest(0));
  }

  private static INDArray longest(int shift) {
    int[] name = NAMES.get(0);
    float[] steps = new float[name.length - 1];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = name[t + shift];
    }
    return Nd4j.createFromArray(new float[][][] {{steps}});
  }

  @Test
  void lengthLimitCountsPredictions() {
    BatchOptions options = OPTIONS.withMaxLength(2, Truncation.KEEP_HEAD);

    BucketIterator iterator =
        NextToken.evaluation(NAMES.subList(0, 1), options, new FeatureEncoding.OneHot(6));

    DataSet cut = iterator.next();
    assertThat(cut.getFeatures().ravel().toIntVector()).containsExactly(0, 2);
    assertThat(cut.getLabels().argMax(1).ravel().toIntVector()).containsExactly(2, 3);
    assertThat(cut.getLabels().shape()).containsExactly(1, 6, 2);
    assertThat(iterator.totalOutcomes()).isEqualTo(6);
  }

  @Test
  void trainingTakesEverySequenceOnceAndRepeatsBySeed() {
    BucketIterator one = NextToken.training(NAMES, OPTIONS.withBatchSize(1), INDICES, 5);
    BucketIterator same = NextToken.training(NAMES, OPTIONS.withBatchSize(1), INDICES, 5);

    boolean[] seen = new boolean[3];
    while (one.hasNext()) {
      DataSet minibatch = one.next();
      assertThat(same.next().getLabels()).isEqualTo(minibatch.getLabels());
      seen[BucketIterator.indicesOf(minibatch)[0]] = true;
    }

    assertThat(seen).containsExactly(true, true, true);
  }

  @Test
  void sequencesWithoutAPredictionAreAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextToken.training(List.of(new int[] {3}), OPTIONS, INDICES, 1))
        .withMessageContaining("Sequence 0 has 1 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextToken.training(List.of(), OPTIONS, INDICES, 1))
        .withMessageContaining("at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NextToken.evaluation(List.of(new int[] {0, 6}), OPTIONS, INDICES))
        .withMessageContaining("Sequence 0 holds token index 6");
  }
}
