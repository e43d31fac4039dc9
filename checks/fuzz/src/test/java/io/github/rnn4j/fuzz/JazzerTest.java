package io.github.rnn4j.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.rnn4j.ui.ReadStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzzes each target with Jazzer. In the fast suite, it replays the seeds and earlier findings.
 * With {@code JAZZER_FUZZ=1} in the environment and one method selected, it searches for more.
 */
class JazzerTest {

  @FuzzTest(maxDuration = "10m")
  void reviewArchive(byte[] input) {
    Target.REVIEW_ARCHIVE.accept(input);
  }

  @FuzzTest(maxDuration = "10m")
  void reviewFile(byte[] input) {
    Target.REVIEW_FILE.accept(input);
  }

  @FuzzTest(maxDuration = "10m")
  void text(byte[] input) {
    Target.TEXT.accept(input);
  }

  @FuzzTest(maxDuration = "10m")
  void series(byte[] input) {
    Target.SERIES.accept(input);
  }

  @FuzzTest(maxDuration = "10m")
  void vocabulary(byte[] input) {
    Target.VOCABULARY.accept(input);
  }

  @FuzzTest(maxDuration = "10m")
  void configurationOfReviews(byte[] input) {
    TinyRun.of(Program.IMDB).useWith("config.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void configurationOfText(byte[] input) {
    TinyRun.of(Program.CHARLM).useWith("config.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void configurationOfSeries(byte[] input) {
    TinyRun.of(Program.TIMESERIES).useWith("config.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void network(byte[] input) {
    TinyRun.of(Program.CHARLM).useWith("best.zip!configuration.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void parameters(byte[] input) {
    TinyRun.of(Program.CHARLM).useWith("best.zip!coefficients.bin", input);
  }

  @FuzzTest(maxDuration = "10m")
  void graph(byte[] input) {
    TinyRun.of(Program.IMDB).useWith("best.zip!configuration.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void preparation(byte[] input) {
    TinyRun.of(Program.TIMESERIES).useWith("preparation.json", input);
  }

  @FuzzTest(maxDuration = "10m")
  void seriesOfRun(byte[] input) {
    TinyRun.of(Program.TIMESERIES).useWith("series.csv", input);
  }

  /** Several parts of a run are nothing, another part, a part of another run, or anything. */
  @FuzzTest(maxDuration = "30m")
  void run(FuzzedDataProvider data) {
    Program program = data.pickValue(Program.values());
    TinyRun run = TinyRun.of(program);
    Map<String, byte[]> parts = new HashMap<>();
    for (int i = data.consumeInt(1, 3); i > 0; i--) {
      String part = data.pickValue(run.parts());
      TinyRun from = TinyRun.of(data.pickValue(Program.values()));
      byte[] content =
          data.consumeBoolean()
              ? from.content(data.pickValue(from.parts()))
              : Mutations.of(run.content(part), data);
      parts.put(part, content);
    }
    program.use(run.with(parts), data.consumeInt(0, 3));
  }

  static Stream<byte[]> description() {
    return Stream.of(TinyStatistics.trained().description());
  }

  static Stream<byte[]> update() {
    return Stream.of(TinyStatistics.trained().update());
  }

  @MethodSource("description")
  @FuzzTest(maxDuration = "15m")
  void descriptionInStatistics(byte[] input) {
    ReadStatistics.ofReports(input, TinyStatistics.trained().update());
  }

  @MethodSource("update")
  @FuzzTest(maxDuration = "15m")
  void updateInStatistics(byte[] input) {
    ReadStatistics.ofReports(TinyStatistics.trained().description(), input);
  }

  /** Some bytes of the file are replaced; all of it would be too long for an input. */
  @FuzzTest(maxDuration = "30m")
  void statistics(FuzzedDataProvider data) {
    TinyStatistics trained = TinyStatistics.trained();
    trained.readFile(Mutations.of(trained.file(), data));
  }
}
