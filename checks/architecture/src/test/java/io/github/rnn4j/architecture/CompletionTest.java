package io.github.rnn4j.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What bash offers with the script of {@code completion}. */
class CompletionTest {

  @TempDir private Path folder;

  /** Returns what bash offers after these words, the last of which is being typed. */
  private List<String> offered(Program program, String... words) throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "there is no /bin/bash");
    String name = "rnn-" + program;
    Files.writeString(folder.resolve("completion"), program.run("completion").out());
    String typed = String.join("' '", words);
    String script =
        """
        source completion
        COMP_WORDS=('%s' '%s')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        _complete_%s
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(name, typed, name);
    Process shell =
        new ProcessBuilder(bash.toString(), "-c", script).directory(folder.toFile()).start();
    String out = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).isZero();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void eachOptionHasItsOwnValues(Program program) throws Exception {
    List<String> cells = List.of("lstm", "gru", "elman", "samediff-elman");

    assertThat(offered(program, "train", "--cell", "")).containsExactlyElementsOf(cells);
    assertThat(offered(program, "train", "--cell", "=", "")).containsExactlyElementsOf(cells);
    assertThat(offered(program, "train", "--cell", "=")).containsExactlyElementsOf(cells);
    assertThat(offered(program, "train", "--cell", "g")).containsExactly("gru");
    assertThat(offered(program, "train", "--clip", "")).contains("global", "layer", "value");
  }

  @ParameterizedTest
  @EnumSource
  void dataIsAFileOrAName(Program program) throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "");

    List<String> data = offered(program, "train", "--data", "");

    assertThat(data)
        .contains("mine.txt")
        .contains(
            switch (program) {
              case IMDB -> "imdb";
              case CHARLM -> "mysterious-island";
              case TIMESERIES -> "noisy-sine";
            });
    assertThat(offered(program, "train", "--data", "min")).containsExactly("mine.txt");
  }

  @Test
  void commandsAreOffered() throws Exception {
    assertThat(offered(Program.IMDB, "tr")).containsExactly("train");
  }
}
