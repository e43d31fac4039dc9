package io.github.rnn4j.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

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
}
