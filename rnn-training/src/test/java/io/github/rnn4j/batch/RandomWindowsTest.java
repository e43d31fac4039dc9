package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;

class RandomWindowsTest {

  /** Token i is i, so a token tells its position. */
  private static final int[] TOKENS = IntStream.range(0, 100).toArray();

  private static final WindowOptions OPTIONS =
      WindowOptions.of(new FeatureEncoding.Indices(100))
          .withTargets(new FeatureEncoding.Indices(100))
          .withBatchSize(8)
          .withSteps(5);

  @ParameterizedTest
  @CsvSource({"8, 5, 1, 95, 11", "1, 5, 1, 95, 95", "3, 7, 4, 24, 8", "1, 99, 1, 1, 1"})
  void aPassTakesEachWindowAtMostOnceAndDropsTheRest(
      int batchSize, int steps, int stride, int windows, int minibatches) {
    WindowOptions options = OPTIONS.withBatchSize(batchSize).withSteps(steps);

    RandomWindows iterator = new RandomWindows(TOKENS, options, stride, 3);

    List<Integer> starts = starts(iterator);
    assertThat(iterator.windows()).isEqualTo(windows);
    assertThat(iterator.minibatchesPerPass()).isEqualTo(minibatches);
    assertThat(starts)
        .doesNotHaveDuplicates()
        .hasSize(minibatches * batchSize)
        .allMatch(start -> start % stride == 0 && start + steps < 100);
  }

  @Test
  void targetsAreTheFeaturesOneStepLater() {
    DataSet minibatch = new RandomWindows(TOKENS, OPTIONS, 1, 3).next();

    assertThat(minibatch.getFeatures().shape()).containsExactly(8, 1, 5);
    assertThat(minibatch.getLabels()).isEqualTo(minibatch.getFeatures().add(1));
    assertThat(minibatch.getFeatures().getInt(0, 0, 4))
        .isEqualTo(minibatch.getFeatures().getInt(0, 0, 0) + 4);
    assertThat(minibatch.getFeaturesMaskArray()).isNull();
    assertThat(minibatch.getLabelsMaskArray()).isNull();
  }

  @Test
  void encodingsMakeFeaturesAndLabels() {
    FeatureEncoding oneHot = new FeatureEncoding.OneHot(3);
    int[] tokens = {0, 2, 1};

    DataSet only =
        new RandomWindows(tokens, WindowOptions.of(oneHot).withBatchSize(1).withSteps(2), 1, 0)
            .next();

    assertThat(only.getFeatures()).isEqualTo(oneHot.encode(new int[][] {{0, 2}}, 2)); // [1, 3, 2]
    assertThat(only.getLabels()).isEqualTo(oneHot.encode(new int[][] {{2, 1}}, 2));
  }

  @Test
  void orderIsAFunctionOfSeedAndPass() {
    RandomWindows windows = new RandomWindows(TOKENS, OPTIONS, 1, 7);
    List<Integer> first = starts(windows);
    windows.reset();
    List<Integer> second = starts(windows);

    assertThat(starts(new RandomWindows(TOKENS, OPTIONS, 1, 7))).isEqualTo(first);
    assertThat(second).isNotEqualTo(first);
    assertThat(starts(new RandomWindows(TOKENS, OPTIONS, 1, 8))).isNotEqualTo(first);
    assertThat(first).isNotEqualTo(first.stream().sorted().toList());
  }

  @Test
  void sectionsFollowEachOtherAcrossPasses() {
    RandomWindows windows = new RandomWindows(TOKENS, OPTIONS, 1, 7); // 11 a pass
    List<Integer> whole = starts(windows.section(0, 33));

    RandomWindows section = windows.section(0, 8);
    List<Integer> pieces = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      section.reset(); // does nothing before the first minibatch
      pieces.addAll(starts(section));
    }

    assertThat(pieces).isEqualTo(whole.subList(0, 4 * 8 * 8));
    assertThat(whole.subList(0, 88)).isEqualTo(starts(windows));
  }

  @Test
  void goesOnFromASavedPosition() {
    RandomWindows windows = new RandomWindows(TOKENS, OPTIONS, 1, 7).section(0, 30);
    for (int i = 0; i < 17; i++) {
      windows.next();
    }
    long position = windows.position();
    RandomWindows other = new RandomWindows(TOKENS, OPTIONS, 1, 7).section(position, 13);
    RandomWindows copy = SerializationUtils.clone(windows);

    List<Integer> rest = starts(windows);

    assertThat(position).isEqualTo(17);
    assertThat(starts(other)).hasSize(13 * 8).isEqualTo(rest);
    assertThat(starts(copy)).isEqualTo(rest);
  }

  @Test
  void windowsInOrderFollowOneAnotherWithoutOverlapInEveryPass() {
    RandomWindows windows = RandomWindows.inOrder(TOKENS, OPTIONS.withBatchSize(3));

    // 19 windows of 5 + 1 tokens; the last one does not fill a minibatch of 3.
    List<Integer> pass = IntStream.range(0, 18).mapToObj(window -> 5 * window).toList();
    assertThat(windows.minibatchesPerPass()).isEqualTo(6);
    assertThat(starts(windows.section(0, 6))).isEqualTo(pass);
    assertThat(starts(windows.section(6, 6))).isEqualTo(pass);
    assertThat(starts(windows.section(4, 3))).containsExactly(60, 65, 70, 75, 80, 85, 0, 5, 10);
    assertThat(starts(SerializationUtils.clone(windows))).isEqualTo(pass);
  }

  @Test
  void changingTheCallersTokensChangesNothing() {
    int[] tokens = TOKENS.clone();
    RandomWindows windows = new RandomWindows(tokens, OPTIONS, 1, 7);
    Arrays.fill(tokens, 0);

    assertThat(starts(windows)).isEqualTo(starts(new RandomWindows(TOKENS, OPTIONS, 1, 7)));
  }

  @Test
  void errorsNameTheValueAndTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomWindows(TOKENS, OPTIONS, 0, 7))
        .withMessageContaining("stride is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomWindows(TOKENS, OPTIONS.withSteps(93), 1, 7))
        .withMessageContaining(
            "100 tokens have 7 windows of 93 + 1 tokens, but a minibatch needs 8 windows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomWindows(new int[] {0, 100}, OPTIONS, 1, 7))
        .withMessageContaining("Token 1 has index 100; the vocabulary has the indices 0 to 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomWindows(TOKENS, OPTIONS, 1, 7).section(-1, 1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomWindows(TOKENS, OPTIONS, 1, 7).section(0, 0))
        .withMessageContaining("0 minibatches");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withSteps(0))
        .withMessageContaining("steps is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withTargets(new FeatureEncoding.OneHot(99)))
        .withMessageContaining("100 tokens, targets of 99");
    RandomWindows ended = new RandomWindows(TOKENS, OPTIONS, 1, 7).section(0, 1);
    ended.next();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(ended::next)
        .withMessageContaining("reset()");
  }

  /** The first token of every row. */
  private static List<Integer> starts(RandomWindows windows) {
    List<Integer> starts = new ArrayList<>();
    while (windows.hasNext()) {
      DataSet minibatch = windows.next();
      for (int b = 0; b < minibatch.numExamples(); b++) {
        starts.add(minibatch.getFeatures().getInt(b, 0, 0));
      }
    }
    return starts;
  }
}
