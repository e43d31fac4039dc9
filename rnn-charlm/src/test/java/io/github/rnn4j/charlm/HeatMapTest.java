package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.report.TextFeature;
import io.github.rnn4j.charlm.report.Trace;
import io.github.rnn4j.charlm.report.TracingUnit;
import io.github.rnn4j.config.OptionText;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeatMapTest {

  @TempDir Path runs;

  private static List<String> characters(String text) {
    return Tokens.CHARACTER.of(text);
  }

  /** The letters in the colored pieces, one after the other. */
  private static String spans(String page) {
    return Pattern.compile("<span [^>]*>([^<]*)</span>")
        .matcher(page)
        .results()
        .map(span -> span.group(1))
        .collect(Collectors.joining());
  }

  @Test
  void featuresFollowLinesQuotesBracketsAndWords() {
    assertThat(TextFeature.LINE_POSITION.of(characters("ab\nc"))).containsExactly(1, 2, 0, 1);
    assertThat(TextFeature.INSIDE_QUOTES.of(characters("a\"b\"c"))).containsExactly(0, 1, 1, 0, 0);
    assertThat(TextFeature.INSIDE_QUOTES.of(characters("\u201ca\u201d"))).containsExactly(1, 1, 0);
    assertThat(TextFeature.OPEN_BRACKETS.of(characters("([a])]")))
        .containsExactly(1, 2, 2, 1, 0, 0);
    assertThat(TextFeature.WORD_POSITION.of(characters("ab c"))).containsExactly(1, 2, 0, 1);
  }

  @Test
  void correlationIsPearsons() {
    double[] x = {1, 2, 3, 4};

    assertThat(TracingUnit.correlation(x, new double[] {10, 8, 6, 4})).isCloseTo(-1, within(1e-12));
    // Means 2.5 and 2; deviations -1.5 -0.5 0.5 1.5 and -1 0 -1 2: 4 / sqrt(5 * 6).
    assertThat(TracingUnit.correlation(x, new double[] {1, 2, 1, 4}))
        .isCloseTo(4 / Math.sqrt(30), within(1e-12));
    assertThat(TracingUnit.correlation(x, new double[] {5, 5, 5, 5})).isZero();
  }

  @Test
  void unitThatCountsTheLineIsFoundAmongOthers() {
    List<String> text = characters("abc\nabcdef\nab");
    double[] line = TextFeature.LINE_POSITION.of(text);
    float[][] units = new float[text.size()][];
    for (int t = 0; t < units.length; t++) {
      units[t] = new float[] {t % 2, (float) (-0.1 * line[t] + 0.02 * (t % 2)), 0.5f};
    }

    List<TracingUnit> found =
        TracingUnit.find(
            new Trace(text, new double[units.length], units), TextFeature.of(Tokens.CHARACTER));

    assertThat(found.get(0).feature()).isEqualTo(TextFeature.LINE_POSITION);
    assertThat(found.get(0).unit()).isEqualTo(1);
    assertThat(found.get(0).correlation()).isBetween(-1.0, -0.95);
    // There are no quotes and no brackets in the text.
    assertThat(found)
        .extracting(TracingUnit::feature)
        .containsExactly(TextFeature.LINE_POSITION, TextFeature.WORD_POSITION);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void pageShowsTheSurpriseThatEvaluationMeasures(Cell cell) throws IOException {
    CommandRun.train(runs, "tiny", "--cell=" + OptionText.of(cell));
    String run = runs.resolve("tiny").toString();
    String text = "The rain <&> \"stops\".\nThe rain";
    String known = text.replaceAll("[<&>]", "-");

    CommandRun mapped = CommandRun.of("heat-map", run, "--text=" + known, "--units=2,0", "--json");

    assertThat(mapped.exitCode()).as(mapped.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(mapped.out());
    assertThat(result.at("/figures/nats").asDouble())
        .isCloseTo(LanguageModel.open(Path.of(run)).measure(known).nats(), within(1e-5));
    String page = Files.readString(runs.resolve("tiny").resolve(RunDirectory.HEAT_MAP));
    assertThat(page).contains("Unit 2", "Unit 0", "\u21b5\n", "&quot;", "title=\"not predicted\"");
    assertThat(page.split("<span ", -1)).hasSize(1 + 3 * known.length());
  }

  @Test
  void withoutATextTheHeldOutPartIsShownUpToTheLimit() throws IOException {
    String text = "to be or not. ".repeat(190) + "It is another end of the text. ".repeat(10);
    Path file = Files.writeString(runs.resolve("text.txt"), text);
    CommandRun.train(runs, "tiny", "--data=" + file, "--limit=0");

    CommandRun mapped =
        CommandRun.of("heat-map", runs.resolve("tiny").toString(), "--limit=20", "--units=3");

    assertThat(mapped.exitCode()).as(mapped.err()).isZero();
    assertThat(mapped.out()).contains("heat-map.html");
    String page = Files.readString(runs.resolve("tiny").resolve(RunDirectory.HEAT_MAP));
    // The last twentieth of 2,970 characters begins after 2,822; surprise and one unit.
    assertThat(spans(page)).isEqualTo(text.substring(2822, 2842).repeat(2));
  }
}
