package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LabelledSequenceTest {

  @Test
  void laterChangesOfTheArrayDoNotReachTheSequence() {
    int[] tokens = {4, 5, 6};
    LabelledSequence sequence = new LabelledSequence(tokens, 1);

    tokens[0] = 99;
    sequence.tokens()[1] = 99;

    assertThat(sequence.tokens()).containsExactly(4, 5, 6);
    assertThat(sequence.length()).isEqualTo(3);
  }

  @Test
  void equalContentIsEqual() {
    LabelledSequence sequence = new LabelledSequence(new int[] {4, 5}, 1);

    assertThat(sequence)
        .isEqualTo(new LabelledSequence(new int[] {4, 5}, 1))
        .hasSameHashCodeAs(new LabelledSequence(new int[] {4, 5}, 1))
        .isNotEqualTo(new LabelledSequence(new int[] {4, 5}, 0))
        .isNotEqualTo(new LabelledSequence(new int[] {5, 4}, 1));
  }

  @Test
  void emptyAndNegativeAreErrorsThatNameTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledSequence(new int[0], 1))
        .withMessageContaining("length 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledSequence(new int[] {3, -7}, 1))
        .withMessageContaining("Token 1 has index -7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelledSequence(new int[] {3}, -1))
        .withMessageContaining("label is -1");
  }
}
