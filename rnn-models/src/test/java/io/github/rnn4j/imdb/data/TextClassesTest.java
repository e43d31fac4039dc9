package io.github.rnn4j.imdb.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextClassesTest {

  @Test
  void classesOfOtherDataAreFoundByTheirNames() {
    TextClasses classes = new TextClasses(List.of("Lincoln", "Reagan", "Washington"));

    assertThat(classes.labelsOf(List.of("washington", "Lincoln", "Nixon")))
        .containsExactly(2, 0, -1);
  }

  @Test
  void theNamesOfPolarityAreTheSameClasses() {
    assertThat(TextClasses.POLARITY.labelsOf(List.of("0", "1", "neg", "POS", "2")))
        .containsExactly(0, 1, 0, 1, -1);
    assertThat(new TextClasses(List.of("0", "1")).labelsOf(List.of("positive", "negative")))
        .containsExactly(1, 0);
  }

  @Test
  void badNamesAreRefused() {
    assertThatThrownBy(() -> new TextClasses(List.of("a"))).hasMessageContaining("1 classes");
    assertThatThrownBy(() -> new TextClasses(List.of("a", "a"))).hasMessageContaining("twice");
    assertThatThrownBy(() -> new TextClasses(Collections.nCopies(1001, "a")))
        .hasMessageContaining("1001 classes");
    assertThat(
            new TextClasses(IntStream.range(0, 1000).mapToObj(String::valueOf).toList()).outputs())
        .isEqualTo(1000);
  }
}
