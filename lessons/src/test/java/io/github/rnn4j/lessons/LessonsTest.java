package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonsTest {

  @TempDir private Path folder;

  @Test
  void withoutALessonAllAreListed() {
    LessonRun run = LessonRun.of(folder);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("one-step").contains("-Dexec.args=\"one-step\"");
    for (Lesson lesson : Lesson.values()) {
      assertThat(run.out()).contains("  " + lesson + " ").contains(lesson.subject());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "one-stop, There is no lesson 'one-stop'. The lessons are: one-step",
    "one-step --data=pom.xml, reads no file: leave out --data",
    "one-step --epochs=3, has no epochs to train: leave out --epochs",
    "one-step --epochs=x, --epochs"
  })
  void wrongUsageIsExplained(String line, String message) {
    LessonRun run = LessonRun.of(folder, line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(Files.exists(folder.resolve("runs"))).isFalse();
  }
}
