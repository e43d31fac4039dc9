package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} shows of the data. */
class CheckTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static CommandRun check(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "check",
                "--validation=10",
                "--test=10",
                "--season=1",
                "--no-difference",
                "--no-seasonal-difference",
                "--no-highway",
                "--horizon=2",
                "--streams=2",
                "--window=8"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  /** The values are 0, 1, 2, ..., 59. */
  private static String line(Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("step,level\n");
    for (int t = 0; t < 60; t++) {
      csv.append(t).append(',').append(t).append('\n');
    }
    return Files.writeString(folder.resolve("line.csv"), csv).toString();
  }

  @Test
  void periodsAndValuesAreThoseOfTheSeries(@TempDir Path folder) throws IOException {
    JsonNode found = json(check("--json", "--data=" + line(folder)));

    assertThat(found.get("periods").findValuesAsText("steps")).containsExactly("40", "10", "10");
    assertThat(found.get("periods").findValuesAsText("from")).containsExactly("0", "40", "50");
    assertThat(found.get("testOrigins").asInt()).isEqualTo(9);
    // The training period has the values 0 to 39.
    assertThat(found.get("variables").toString())
        .isEqualTo(
            "[{\"name\":\"level\",\"lowest\":0.0,\"mean\":19.5,\"highest\":39.0,\"shape\":\"▁▁▁▁▁▂▂▂▂▂▃▃▃▃▃▄▄▄▄▄▅▅▅▅▅▆▆▆▆▆▇▇▇▇▇█████\",\"outliers\":[]}]");
  }

  @Test
  void firstStepHasItsInputsAndTargets(@TempDir Path folder) throws IOException {
    JsonNode found = json(check("--json", "--lags=1", "--data=" + line(folder)));

    JsonNode first = found.get("first");
    assertThat(found.get("inputs").toString()).isEqualTo("[\"level\"]");
    assertThat(found.get("targets").toString()).isEqualTo("[\"level +1\",\"level +2\"]");
    assertThat(first.at("/values/0").asDouble()).isEqualTo(first.get("time").asDouble());
    // Scaled by mean and sample standard deviation: 1 to 39 as inputs, and one and two steps ahead
    // of them, within the training period, 1 to 39 and 2 to 39.
    double time = first.get("time").asDouble();
    double[] expected = {
      (time - 20) / Math.sqrt(130),
      (time + 1 - 20) / Math.sqrt(130),
      (time + 2 - 20.5) / Math.sqrt(123.5)
    };
    assertThat(first.at("/inputs/0").asDouble()).isCloseTo(expected[0], within(1e-4));
    assertThat(first.at("/targets/0").asDouble()).isCloseTo(expected[1], within(1e-4));
    assertThat(first.at("/targets/1").asDouble()).isCloseTo(expected[2], within(1e-4));
  }

  @Test
  void windowsAreTheBeginningOfTheFirstStream(@TempDir Path folder) throws IOException {
    JsonNode found = json(check("--json", "--data=" + line(folder)));

    JsonNode row = found.at("/minibatch/rows/0");
    assertThat(found.at("/minibatch/features/0").asInt()).isEqualTo(2);
    assertThat(found.at("/minibatch/features/1").asInt()).isEqualTo(found.get("inputs").size());
    assertThat(found.get("windows")).hasSize(2);
    for (int window = 0; window < 2; window++) {
      JsonNode shown = found.at("/windows/" + window);
      assertThat(shown.get("length").asInt()).isEqualTo(8);
      for (int t = 0; t < 8; t++) {
        int step = 8 * window + t;
        assertThat(shown.at("/inputs/0/" + t)).isEqualTo(row.at("/inputs/0/" + step));
        assertThat(shown.at("/targets/1/" + t)).isEqualTo(row.at("/targets/1/" + step));
      }
    }
    // A rising line: each input is larger than the one before.
    assertThat(row.at("/inputs/0/9").asDouble()).isGreaterThan(row.at("/inputs/0/8").asDouble());
  }

  @Test
  void textShowsWhatWasFound() {
    CommandRun run = check("--steps=60");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("SYNTHETIC", "training", "Values in the training period:")
        .contains("First minibatch, 2 parallel streams:", "no mask", "  8 steps")
        .containsPattern("input value +-?\\d")
        .containsPattern("target value \\+1 +-?\\d");
  }

  @Test
  void tutorialHasItsOwnCommand() {
    CommandRun run = CommandRun.of("check", "--preset=tutorial");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("use the tutorial command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--time=step", "--value=level", "--gaps=forward"})
  void optionOfAFileIsRefusedWithASyntheticSeries(String option) {
    CommandRun run = check(option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("has no effect here; a synthetic series has neither columns nor gaps");
  }

  @Test
  void lengthOfASyntheticSeriesIsRefusedWithAFile(@TempDir Path folder) throws IOException {
    CommandRun run = check("--steps=60", "--data=" + line(folder));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--steps has no effect here; the data decides its length");
  }

  @Test
  void periodsThatAreTooShortAreRefusedAsInTraining() {
    CommandRun run = CommandRun.of("check", "--steps=60", "--horizon=25");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("a horizon of 25 needs at least that many");
  }
}
