package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Printing help must not load a numerical library, which takes seconds. */
class HelpTest {

  private static final Pattern NUMERICAL =
      Pattern.compile("org\\.nd4j\\.linalg\\.factory\\.|org\\.nd4j\\.nativeblas|org\\.bytedeco\\.");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void helpLoadsNoNumericalLibrary(Program program) throws Exception {
    Path loaded = folder.resolve("classes.txt");
    Path printed = folder.resolve("help.txt");

    Process help =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                program.main().getName(),
                "train",
                "--help")
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();

    assertThat(help.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(help.exitValue()).isZero();
    assertThat(Files.readString(printed)).contains("--learning-rate", "Presets:");
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes)
        .anyMatch(line -> line.contains(program.main().getPackageName() + ".command.TrainCommand"));
    assertThat(classes).noneMatch(line -> NUMERICAL.matcher(line).find());
  }
}
