package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected tokens are those that the textbook's function returns in Python. */
class BookTokenizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "</a>This :) is :( a test :-)! | this is a test :) :( :)",
        "good<br /><br />film          | goodfilm",
        ":) good                       | good:)",
        ":) good.                      | good :)",
        "great :D                      | great d",
        "3 < 5 but 7 > 6               | 3 6",
        "a < b                         | a b",
        "don't 42nd snake_case x\u00b2      | don t 42nd snake_case x\u00b2",
        "caf\u00e9\u0085BAR                  | caf\u00e9 bar",
        "a ;-)=(                       | a ;) =(",
        "...                           | \"\""
      })
  void tokensAreThoseOfTheTextbooksFunction(String text, String expected) {
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(" "));

    assertThat(new BookTokenizer().tokenize(text)).isEqualTo(wanted);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Tokenizer.named("book")).isInstanceOf(BookTokenizer.class);
  }

  @Test
  void longTextOfOpenTagsIsReadOnce() {
    String open = "<".repeat(1_000_000);

    assertThat(new BookTokenizer().tokenize(open + " word")).containsExactly("word");
  }
}
