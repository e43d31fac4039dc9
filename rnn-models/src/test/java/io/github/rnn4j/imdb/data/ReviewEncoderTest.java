package io.github.rnn4j.imdb.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.batch.Truncation;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.text.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewEncoderTest {

  private static final List<String> TEXTS = List.of("a good film", "a film");

  /** a = 2, film = 3, good = 4. */
  private static final Vocabulary VOCABULARY =
      ReviewEncoder.vocabulary(Configs.data(DataConfig.SYNTHETIC, 0), TEXTS.stream());

  private static ReviewEncoder encoder(int maxLength, Truncation truncation) {
    return new ReviewEncoder(Configs.cut(maxLength, truncation), VOCABULARY, maxLength);
  }

  @Test
  void wordsBecomeTheirIndicesAndTheLabelStays() {
    LabelledSequence good = encoder(0, Truncation.KEEP_TAIL).encode("a good film").labelled(1);
    LabelledSequence plain = encoder(0, Truncation.KEEP_TAIL).encode("a film").labelled(0);

    assertThat(good.tokens()).containsExactly(2, 4, 3);
    assertThat(good.label()).isEqualTo(1);
    assertThat(plain.label()).isZero();
  }

  @Test
  void textWithoutTokensBecomesOneUnknownToken() {
    EncodedReview encoded = encoder(0, Truncation.KEEP_TAIL).encode(" <br/> ");

    assertThat(encoded.indices()).containsExactly(1);
    assertThat(encoded.tokens()).isZero();
    assertThat(encoded.knownTokens()).isZero();
    assertThat(encoded.truncated()).isFalse();
  }

  @Test
  void longTextKeepsTheEndThatWasAskedFor() {
    EncodedReview tail = encoder(2, Truncation.KEEP_TAIL).encode("good good film a");
    EncodedReview head = encoder(2, Truncation.KEEP_HEAD).encode("good good film a");

    assertThat(tail.indices()).containsExactly(3, 2);
    assertThat(head.indices()).containsExactly(4, 4);
    assertThat(tail.truncated()).isTrue();
    assertThat(tail.tokens()).isEqualTo(4);
  }

  @Test
  void knownTokensAreCountedAmongThoseThatAreRead() {
    EncodedReview encoded = encoder(2, Truncation.KEEP_TAIL).encode("good film what ever");

    assertThat(encoded.knownTokens()).isZero();
  }
}
