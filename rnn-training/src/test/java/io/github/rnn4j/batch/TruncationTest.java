package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruncationTest {

  @Test
  void theChosenEndStays() {
    int[] tokens = {4, 5, 6};

    assertThat(Truncation.KEEP_HEAD.cut(tokens, 2)).containsExactly(4, 5);
    assertThat(Truncation.KEEP_TAIL.cut(tokens, 2)).containsExactly(5, 6);
    assertThat(Truncation.KEEP_HEAD.cut(List.of("a", "b", "c"), 2)).containsExactly("a", "b");
    assertThat(Truncation.KEEP_TAIL.cut(List.of("a", "b", "c"), 2)).containsExactly("b", "c");
  }

  @Test
  void ofBothEndsAThirdIsFromTheBeginning() {
    int[] tokens = {1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(Truncation.KEEP_ENDS.cut(tokens, 6)).containsExactly(1, 2, 5, 6, 7, 8);
    assertThat(Truncation.KEEP_ENDS.cut(tokens, 5)).containsExactly(1, 5, 6, 7, 8);
    assertThat(Truncation.KEEP_ENDS.cut(tokens, 2)).containsExactly(7, 8);
    assertThat(Truncation.KEEP_ENDS.cut(List.of(1, 2, 3, 4), 3)).containsExactly(1, 3, 4);
    assertThat(Truncation.KEEP_ENDS.cut(List.of(1, 2, 3), 1)).containsExactly(3);
  }

  @Test
  void sequenceWithinTheLimitStaysWhole() {
    int[] tokens = {4, 5, 6};

    assertThat(Truncation.KEEP_TAIL.cut(tokens, 3)).containsExactly(4, 5, 6);
    assertThat(Truncation.KEEP_TAIL.cut(tokens, 0)).containsExactly(4, 5, 6);
    assertThat(Truncation.KEEP_HEAD.cut(List.of("a"), 0)).containsExactly("a");
    assertThat(Truncation.KEEP_ENDS.cut(tokens, 3)).containsExactly(4, 5, 6);
    assertThat(Truncation.KEEP_ENDS.cut(List.of("a", "b"), 0)).containsExactly("a", "b");
  }
}
