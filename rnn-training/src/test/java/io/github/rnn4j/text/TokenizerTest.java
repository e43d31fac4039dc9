package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  @Test
  void reviewTokenizerIsFoundByTheNameItCarries() {
    Tokenizer found = Tokenizer.named(new ReviewTokenizer().name());

    assertThat(found).isInstanceOf(ReviewTokenizer.class);
    assertThat(found.name()).isEqualTo("review");
  }

  @Test
  void tokenizerOfAnotherProjectIsFoundAsAService() {
    Tokenizer found = Tokenizer.named("test-lines");

    assertThat(found.tokenize("one two\nthree")).containsExactly("one two", "three");
  }

  @Test
  void unknownNameIsAnErrorThatListsTheNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.named("revue"))
        .withMessageContaining("\"revue\"")
        .withMessageContaining("review")
        .withMessageContaining("test-lines");
  }

  @Test
  void nameThatTwoTokenizersShareIsAnErrorThatNamesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokenizer.named("test-twin"))
        .withMessageContaining(FirstTwin.class.getName())
        .withMessageContaining(SecondTwin.class.getName());
  }

  /** A tokenizer that the test class path adds as a service: one token per line. */
  public static final class Lines implements Tokenizer {
    @Override
    public List<String> tokenize(String text) {
      return text.lines().toList();
    }

    @Override
    public String name() {
      return "test-lines";
    }
  }

  /** One of two services with one name. */
  public static class FirstTwin implements Tokenizer {
    @Override
    public List<String> tokenize(String text) {
      return List.of(text);
    }

    @Override
    public String name() {
      return "test-twin";
    }
  }

  /** The other one. */
  public static final class SecondTwin extends FirstTwin {}
}
