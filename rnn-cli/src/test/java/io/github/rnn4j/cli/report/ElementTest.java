package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {

  private static final String ALPHABET = "<>&\"'/!-=a b;script#39\u00e9\ud83d\ude00]";

  @Test
  void elementsHoldTextAttributesAndOthersInTheirOrder() {
    Element element =
        Element.of("p").text("1 < 2, says ").add(Element.of("em", "Bob")).with("class", "a \"b\"");

    assertThat(element.html())
        .isEqualTo("<p class=\"a &quot;b&quot;\">1 &lt; 2, says <em>Bob</em></p>");
    assertThat(Element.of("meta").with("charset", "utf-8").html())
        .isEqualTo("<meta charset=\"utf-8\">");
  }

  @Test
  void controlCharactersBecomeASignAndLinesStay() {
    assertThat(Element.of("pre", "a\u0000b\u001bc\u0085d\n\te").html())
        .isEqualTo("<pre>a\ufffdb\ufffdc\ufffdd\n\te</pre>");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTextComesBackFromAParserAsItWasAndNothingElseDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String text =
          random
              .ints(random.nextInt(30), 0, ALPHABET.codePointCount(0, ALPHABET.length()))
              .mapToObj(at -> Character.toString(ALPHABET.codePoints().toArray()[at]))
              .collect(Collectors.joining());

      Document parsed = Jsoup.parseBodyFragment(Element.of("div", text).with("title", text).html());

      assertThat(parsed.body().childrenSize()).isEqualTo(1);
      assertThat(parsed.body().child(0).childrenSize()).isZero();
      assertThat(parsed.body().child(0).wholeText()).isEqualTo(text);
      assertThat(parsed.body().child(0).attr("title")).isEqualTo(text);
    }
  }
}
