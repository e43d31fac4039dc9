package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures need no temporary folder, which may be read-only or missing in a container. */
class TemporaryFolderTest {

  @TempDir private Path folder;

  @Test
  void pictureIsDrawnWithoutATemporaryFolder() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("missing"),
                "-cp",
                System.getProperty("java.class.path"),
                Program.IMDB.main().getName(),
                "train",
                "--runs=" + folder,
                "--name=run"));
    command.addAll(List.of("--limit=60", "--epochs=1", "--hidden=4", "--max-length=12"));

    Process train = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(train.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(train.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("fontconfig", "Cannot draw");
    assertThat(ImageIO.read(folder.resolve("run").resolve("learning-curve.png").toFile()))
        .as(said)
        .isNotNull();
  }
}
