package io.github.rnn4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files whose text would control a terminal or fill it. {@link Program#run} checks what is printed.
 */
class HostileTextTest {

  private static final String HOSTILE = "\\u001b]0;evil\\u0007" + "x".repeat(10_000_000);
  private static final String RAW = "\u001b]0;evil\u0007" + "x".repeat(10_000_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void inTheConfiguration(Program program) {
    String valid = new String(TinyRun.of(program).content("config.json"), UTF_8);
    String unknownName = valid.replaceFirst("\\{", "{\"" + HOSTILE.replace("\\", "\\\\") + "\":1,");
    String notANumber =
        valid.replaceFirst(
            "\"hidden\"( ?: ?)\\d+", "\"hidden\"$1\"" + HOSTILE.replace("\\", "\\\\") + "\"");

    assertThat(List.of(unknownName, notANumber)).doesNotContain(valid);
    for (String hostile : List.of(unknownName, notANumber)) {
      assertThat(TinyRun.of(program).useWith("config.json", hostile.getBytes(UTF_8))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inTheMetrics(Program program) throws Exception {
    program.train(folder);
    Path run = folder.resolve(program.name());
    Files.writeString(run.resolve(RunDirectory.METRICS), "epoch," + RAW + "\n1," + RAW + "\n");

    assertThat(program.run(List.of("report", run.toString()))).isEqualTo(1);
    assertThat(program.run(List.of("compare", run.toString(), run.toString()))).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void inTheData(Program program) throws Exception {
    String text = "\u001b]0;evil\u0007" + "x".repeat(100_000);
    Path data = Files.writeString(folder.resolve("data.csv"), text + ",b\n" + text + ",2\n");

    program.run(List.of("check", "--data=" + data));
  }

  @Test
  void inTheNameOfARun() throws Exception {
    Path run = Files.createDirectory(folder.resolve("\u001b]0;evil\u0007\r\u202e"));

    assertThat(Program.IMDB.run(List.of("predict", run.toString(), "good"))).isEqualTo(1);
  }
}
