package io.github.rnn4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PageTest {

  private static Document parsed(Page page) {
    return Jsoup.parse(page.html());
  }

  @Test
  void contentsLeadToSectionsThatAreNamedByTheirHeadings() {
    Document page =
        parsed(
            new Page("Title", "Summary.")
                .section("First", Element.of("p", "one"))
                .section("Second", Element.of("p", "two")));

    assertThat(page.title()).isEqualTo("Title");
    assertThat(page.select("h1").eachText()).containsExactly("Title");
    assertThat(page.select("nav a").eachText()).containsExactly("First", "Second");
    page.select("nav a")
        .forEach(
            link -> {
              org.jsoup.nodes.Element section = page.selectFirst("section" + link.attr("href"));
              String heading = page.getElementById(section.attr("aria-labelledby")).text();
              assertThat(heading).isEqualTo(link.text());
            });
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
  }

  @Test
  void nothingIsLoadedFromElsewhereAndNoScriptRuns() {
    String html = new Page("<script>alert(1)</script>", "x").html();

    Document page = Jsoup.parse(html);
    assertThat(page.select("script, link, img, iframe, object")).isEmpty();
    assertThat(html).doesNotContain("url(", "@import", "http://", "https://");
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void styleHasBothColourSchemesAndEveryShadeOfAText() {
    String html = new Page("x", "y").html();

    assertThat(html).contains("prefers-color-scheme:dark", "color-scheme:light dark");
    for (int shade = 1; shade <= 8; shade++) {
      assertThat(html).contains(".p" + shade + "{", ".n" + shade + "{");
    }
  }

  @Test
  void warningsStandInTheHeader() {
    Document page = parsed(new Page("x", "y").warning("Synthetic."));

    assertThat(page.select("header .warning").eachText()).containsExactly("Synthetic.");
  }

  @Test
  void
      tablesHaveACaptionThatDoesNotScrollHeadersWithScopeAndAMarkForTheBestThatIsNotAColourAlone() {
    Element table =
        Table.of("Figures", "", "accuracy")
            .group("all")
            .row("network", List.of(Table.Cell.best("0.9")))
            .row("other", "0.8")
            .element();

    Document page = parsed(new Page("x", "y").section("Results", table));

    assertThat(page.select("figure > figcaption").text()).isEqualTo("Figures");
    assertThat(page.select("thead th[scope=col]").eachText()).containsExactly("accuracy");
    assertThat(page.select("tbody th[scope=row]").eachText()).containsExactly("network", "other");
    assertThat(page.select("th.group").attr("colspan")).isEqualTo("2");
    assertThat(page.select("td.best").text()).isEqualTo("0.9 (best)");
    assertThat(page.select("[role=region][tabindex=0]").attr("aria-label")).isEqualTo("Figures");
  }

  @Test
  void colouredTextKeepsTheTextAndSaysWhatAColourStandsFor() {
    Element text =
        ColouredText.of(
            "words",
            List.of(
                new ColouredText.Piece("a<b", 1, "most"),
                new ColouredText.Piece("\n", -0.5, "less"),
                new ColouredText.Piece("c", 0.01, "nothing"),
                new ColouredText.Piece("d", Double.NaN, "none"),
                new ColouredText.Piece("e", -7, "beyond")));

    Document page = parsed(new Page("x", "y").section("Text", text));

    assertThat(page.select("pre").first().wholeText()).isEqualTo("a<b\u21b5\ncde");
    assertThat(page.select("pre span").eachAttr("title"))
        .containsExactly("most", "less", "nothing", "none", "beyond");
    assertThat(page.select("pre span").stream().map(org.jsoup.nodes.Element::className))
        .containsExactly("p8", "n4", "", "", "n8");
  }
}
