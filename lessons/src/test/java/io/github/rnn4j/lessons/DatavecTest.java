package io.github.rnn4j.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatavecTest {

  @TempDir private Path folder;

  @Test
  void linesOfAFileAreReadAndLearned() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "ada\nbo\nada\nbo\n".repeat(40));

    LessonRun run = LessonRun.of(folder, "datavec", "--epochs=3", "--data=" + names);

    assertThat(run.out()).contains("[ada]").contains("features [32, 1, 4]");
    assertThat(run.out()).contains("lengths  [4 3 4 3 4 3 ");
    assertThat(loss(run, "before")).isGreaterThan(1.5);
    assertThat(loss(run, "after epoch 3")).isLessThan(0.8);
  }

  @Test
  void linesOfOneCharacterAndOneLengthAreRead() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "a\nb\n");

    LessonRun run = LessonRun.of(folder, "datavec", "--epochs=1", "--data=" + names);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("mask     [2, 2]").contains("lengths  [2 2]");
  }

  private static double loss(LessonRun run, String when) {
    String line =
        run.out().lines().filter(l -> l.strip().startsWith(when)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void wrongFileIsExplained() throws IOException {
    Path picture = Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N'});
    Path empty = Files.createFile(folder.resolve("empty.txt"));

    for (String[] line :
        new String[][] {
          {"datavec", "--data=" + picture, "not valid UTF-8"},
          {"datavec", "--data=" + empty, "empty"},
          {"datavec", "--data=" + folder, "not a folder"},
          {"datavec", "--data=" + folder.resolve("none.txt"), "There is no file"}
        }) {
      LessonRun run = LessonRun.of(folder, line[0], line[1]);
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.err()).contains(line[2]).doesNotContain("\tat ");
    }
  }
}
