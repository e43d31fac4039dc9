package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapesTest {

  @TempDir private Path folder;

  @Test
  void threeTasksAreLearned() {
    LessonRun run = LessonRun.of(folder, "shapes", "--epochs=150");

    assertThat(run.out()).contains("[64, 1]").contains("[64, 1, 8]").contains("[6, 14, 6]");
    assertThat(run.out()).contains("64 of 64").contains("512 of 512");
    assertThat(run.out()).contains("3 -> three.").contains("4 -> four..").contains("4 -> four.\n");
  }
}
