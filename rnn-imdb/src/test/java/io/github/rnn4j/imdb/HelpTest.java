package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {

  @Test
  void helpDoesNotLoadTheNativeLibraries(@TempDir Path folder) throws Exception {
    Path loaded = folder.resolve("classes.txt");
    Path printed = folder.resolve("help.txt");
    Process help =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+init=info:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                ImdbApplication.class.getName(),
                "train",
                "--help")
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();

    assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(help.exitValue()).isZero();
    assertThat(Files.readString(printed)).contains("--learning-rate", "demo:", "book:");
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes).anyMatch(line -> line.contains("imdb.TrainCommand"));
    assertThat(classes).noneMatch(line -> line.contains("nd4j.linalg.factory.Nd4j"));
  }

  @Test
  void everyCommandExplainsItselfOnStandardOutput() {
    for (String command : List.of("train", "evaluate", "predict")) {
      CommandRun help = CommandRun.of(command, "--help");

      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: rnn-imdb " + command, "--json");
      assertThat(help.err()).isEmpty();
    }
  }

  @Test
  void versionNamesTheBuild() {
    assertThat(CommandRun.of("--version").out()).matches("rnn-imdb \\S+, commit \\S+\\R");
  }
}
