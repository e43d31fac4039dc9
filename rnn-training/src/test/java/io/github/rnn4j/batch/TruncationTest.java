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
  void sequenceWithinTheLimitStaysWhole() {
    int[] tokens = {4, 5, 6};

    assertThat(Truncation.KEEP_TAIL.cut(tokens, 3)).containsExactly(4, 5, 6);
    assertThat(Truncation.KEEP_TAIL.cut(tokens, 0)).containsExactly(4, 5, 6);
    assertThat(Truncation.KEEP_HEAD.cut(List.of("a"), 0)).containsExactly("a");
  }
}
