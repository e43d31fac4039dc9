package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatesTest {

  @TempDir private Path folder;

  @Test
  void lossFallsAndAnswersLookLikeDates() {
    LessonRun run = LessonRun.of(folder, "dates", "--epochs=1");

    List<String> answers = run.out().lines().filter(line -> line.contains(" -> ")).toList();
    assertThat(answers).hasSize(8).allMatch(line -> line.matches(".* -> [-0-9]{1,10}"));
    assertThat(run.out()).containsPattern("epoch  1  [12]\\d\\.\\d{4}"); // 11 ln 13 = 28.2 at first
    assertThat(run.out().lines().filter(line -> line.matches("  [-0-9]{9,10} +0\\.\\d{4}")))
        .hasSize(4);
  }
}
