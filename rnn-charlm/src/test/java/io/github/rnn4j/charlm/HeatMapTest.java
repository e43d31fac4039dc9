package io.github.rnn4j.charlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.train.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeatMapTest {

  @TempDir Path runs;

  private static List<String> characters(String text) {
    return Tokens.CHARACTER.of(text);
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

    List<TracingUnit> found = TracingUnit.find(new Trace(text, new double[units.length], units));

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
    CommandRun.train(runs, "tiny", "--cell=" + cell.name());
    String run = runs.resolve("tiny").toString();
    String text = "The rain <&> \"stops\".\nThe rain";
    String known = text.replaceAll("[<&>]", "-");

    CommandRun mapped = CommandRun.of("heat-map", run, "--text=" + known, "--units=2,0", "--json");

    assertThat(mapped.exitCode()).as(mapped.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(mapped.out());
    assertThat(result.at("/figures/nats").asDouble())
        .isCloseTo(LanguageModel.open(Path.of(run)).measure(known).nats(), within(1e-5));
    String page = Files.readString(runs.resolve("tiny").resolve(RunDirectory.HEAT_MAP));
    assertThat(page).contains("Unit 2", "Unit 0", "\u21b5\n", "&quot;", "title=\"read first\"");
    assertThat(page.split("<span ", -1)).hasSize(1 + 3 * known.length());
  }

  @Test
  void withoutATextTheHeldOutPartIsShownUpToTheLimit() throws IOException {
    CommandRun.train(runs, "tiny");

    CommandRun mapped = CommandRun.of("heat-map", runs.resolve("tiny").toString(), "--limit=50");

    assertThat(mapped.exitCode()).as(mapped.err()).isZero();
    assertThat(mapped.out()).contains("goes with position in the word", "heat-map.html");
  }
}
