package io.github.rnn4j.datasets.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {

  @ParameterizedTest
  @CsvSource({
    "positive, negative, '', positive",
    "pos, neg, '', pos",
    "1, 0, '', 1",
    "1, -1, '', 1",
    "1, 2, '', 2",
    "true, false, '', true",
    "no, Yes, '', Yes",
    "ham, SPAM, '', SPAM",
    "apple, pear, '', pear",
    "apple, pear, apple, apple",
    "spam, ham, ham, ham"
  })
  void thePositiveClassIsTheSecond(String one, String other, String asked, String positive) {
    assertThat(ClassNames.ordered(List.of(one, other), asked, "x")).hasSize(2).endsWith(positive);
    assertThat(ClassNames.ordered(List.of(other, one), asked, "x")).hasSize(2).endsWith(positive);
  }

  @Test
  void numbersAreInTheOrderOfTheirValues() {
    assertThat(ClassNames.ordered(List.of("10", "2", "-1", "2.5"), "", "x"))
        .containsExactly("-1", "2", "2.5", "10");
    assertThat(ClassNames.ordered(List.of("b", "10", "2"), "", "x"))
        .containsExactly("10", "2", "b");
  }

  @Test
  void aPositiveClassThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> ClassNames.ordered(List.of("a", "b"), "c", "x.csv"))
        .isInstanceOf(DataException.class)
        .hasMessage("x.csv has no class 'c'; its classes are a, b");
    assertThatThrownBy(() -> ClassNames.ordered(List.of("a", "b", "c"), "c", "x.csv"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 classes, so none of them is the positive one");
  }
}
