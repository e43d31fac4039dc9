package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that replaces one with other files. */
class OverwriteTest {

  @TempDir Path runs;

  private void tutorial(String name, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("tutorial", "--runs=" + runs, "--name=" + name, "--epochs=10", "--seeds=1"));
    args.addAll(List.of(more));
    assertSucceeds(CommandRun.of(args.toArray(String[]::new)));
  }

  private static void assertSucceeds(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  /** Returns the paths of all files and folders of a run, relative to its folder. */
  private List<String> files(String name) throws IOException {
    Path run = runs.resolve(name);
    try (Stream<Path> all = Files.walk(run)) {
      return all.skip(1).map(path -> run.relativize(path).toString()).toList();
    }
  }

  @Test
  void filesOfTheNewRunAndOfTheUserAreAllThatIsThere() throws IOException {
    assertSucceeds(CommandRun.train(runs, "run", "--refit"));
    assertSucceeds(CommandRun.of("forecast", runs.resolve("run").toString(), "--steps=3"));
    Files.writeString(runs.resolve("run/notes.txt"), "mine");
    assertThat(files("run"))
        .contains("member-2.zip", "member-2/last.zip", "refit-2/last.zip")
        .contains("backtest.json", "test-forecast.png", "forecast.png", "series.csv")
        .contains("preparation.json", "calibration.json");

    tutorial("run", "--overwrite");

    tutorial("fresh");
    List<String> expected = new ArrayList<>(files("fresh"));
    expected.add("notes.txt");
    assertThat(files("run")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(runs.resolve("run/notes.txt")).hasContent("mine");
  }
}
