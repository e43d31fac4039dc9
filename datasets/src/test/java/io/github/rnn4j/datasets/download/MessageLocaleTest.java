package io.github.rnn4j.datasets.download;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.labelled.BalancedSample;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.reviews.Polarity;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers in messages are the same everywhere, so that they can be searched for. */
class MessageLocaleTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "fr-FR", "ar-EG-u-nu-arab"})
  void thousandsHaveACommaWhateverTheLocale(String tag) {
    List<LabelledText> reviews =
        Collections.nCopies(1_234, new LabelledText("bad", Polarity.NEGATIVE));
    Locale.setDefault(Locale.forLanguageTag(tag));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> BalancedSample.of(reviews, Polarity.NAMES, 4_000, 1))
        .withMessageContaining("cannot draw 2,000 texts of class 'negative', there are only 1,234");
  }

  @Test
  void digitsAreAsciiDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> StrictUtf8.decode(new byte[] {'a', (byte) 0x80}, "it"))
        .withMessageContaining("at byte 1 (0x80)");
  }
}
