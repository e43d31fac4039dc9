package io.github.rnn4j.datasets.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5            | 1.5      | ",
        "-2e3           | -2000    | ",
        "1.234          | 1.234    | ",
        "99,81          | 99.81    | decimal comma",
        "1.234,5        | 1234.5   | decimal comma; thousands separated",
        "1,234.5        | 1234.5   | thousands separated",
        "1,234          | 1234     | thousands separated",
        "12,345,678     | 12345678 | thousands separated",
        "1.234.567      | 1234567  | decimal comma; thousands separated",
        "1 234 567      | 1234567  | thousands separated",
        "1'234.5        | 1234.5   | thousands separated",
        "3.24%          | 3.24     | without the signs %",
        "$98.25         | 98.25    | without the signs $",
        "-$98.25        | -98.25   | without the signs $",
        "12,50 €        | 12.5     | decimal comma; without the signs €",
        "EUR 12.50      | 12.5     | without the signs EUR",
        "(5.5%)         | -5.5     | without the signs %",
        "−3,5           | -3.5     | decimal comma",
        ".5             | 0.5      | ",
      })
  void formIsFoundAndRead(String text, double number, String described) {
    assertThat(NumberForm.isNumber(text)).isTrue();
    NumberForm form = NumberForm.detect(List.of(text), (char) 0, (char) 0);

    assertThat(form.parse(text)).isEqualTo(number);
    assertThat(String.join("; ", form.described())).isEqualTo(described == null ? "" : described);
  }

  @Test
  void otherNumbersDecide() {
    NumberForm comma = NumberForm.detect(List.of("1,234", "5,5"), (char) 0, ',');

    assertThat(comma.decimal()).isEqualTo(',');
    assertThat(comma.parse("1,234")).isEqualTo(1.234);
    assertThat(NumberForm.detect(List.of("1,234"), (char) 0, ';').parse("1,234")).isEqualTo(1.234);
    assertThat(NumberForm.detect(List.of("1,234"), ',', ',').parse("1,234")).isEqualTo(1.234);
    assertThat(NumberForm.detect(List.of("1.234"), ',', ',').parse("1.234")).isEqualTo(1234);
  }

  @Test
  void otherFieldsAreNoNumbers() {
    NumberForm plain = NumberForm.detect(List.of("1", "2"), (char) 0, (char) 0);
    NumberForm grouped = NumberForm.detect(List.of("1,234.5"), (char) 0, (char) 0);

    for (String field : List.of("one", "5 apples", "2024-01-01", "12:30", "(5")) {
      assertThatThrownBy(() -> plain.parse(field)).isInstanceOf(NumberFormatException.class);
      assertThatThrownBy(() -> grouped.parse(field)).isInstanceOf(NumberFormatException.class);
    }
    assertThatThrownBy(() -> grouped.parse("12,34.5")).isInstanceOf(NumberFormatException.class);
    assertThat(Arrays.stream(new String[] {"", "NA", "n/a", "?", "-", "NaN"}))
        .allMatch(field -> NumberForm.isMissing(field, java.util.Set.of()));
    assertThat(NumberForm.isMissing("closed", java.util.Set.of("closed"))).isTrue();
    assertThat(NumberForm.isMissing("closed", java.util.Set.of())).isFalse();
  }
}
