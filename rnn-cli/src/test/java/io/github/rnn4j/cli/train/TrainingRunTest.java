package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.Platform;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  /** A configuration. */
  public record Config(int hidden) {}

  @TempDir Path folder;

  @Test
  void runOnOtherDataIsRefused() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    Provenance begun = begin(run, "sha256:1");

    assertThat(begin(run, "sha256:1")).isEqualTo(begun);
    run.writeJson(RunDirectory.PROVENANCE, begun.finished(7, Map.of("test_loss", 0.5)));
    // The run resumes: its weights no longer belong to that metric.
    assertThat(begin(run, "sha256:1").finalMetrics()).isEmpty();
    assertThat(run.readJson(RunDirectory.PROVENANCE, Provenance.class)).isEqualTo(begun);
    assertThatThrownBy(() -> begin(run, "sha256:2"))
        .isInstanceOf(RunException.class)
        .hasMessageContainingAll(
            "a text is not the data that the run", "sha256:2 instead of sha256:1");
  }

  @Test
  void otherThreadsOrBackendsThanAtTheStartAreNamed() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    Provenance begun = begin(run, "sha256:1");
    Platform now = begun.platform();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, UTF_8);
    Console console = new Console(InputStream.nullInputStream(), stream, stream, () -> 0);

    begin(run, "sha256:1", console);
    assertThat(err.toString(UTF_8)).isEmpty();

    Platform start = new Platform(now.java(), now.os(), now.cores(), "7", 99, "cuda");
    run.writeJson(RunDirectory.PROVENANCE, startedOn(start, begun));
    assertThat(begin(run, "sha256:1", console).platform()).isEqualTo(start);
    assertThat(err.toString(UTF_8).strip())
        .isEqualTo(
            "The run resumes with -Drnn4j.threads=%d instead of 99 and -Drnn4j.backend=%s instead of cuda and OMP_NUM_THREADS=%s instead of 7, so its result may differ in the last bits from that of an uninterrupted run; set the former values to avoid this."
                .formatted(now.layerThreads(), now.layerBackend(), now.ompThreads()));
  }

  private static Provenance startedOn(Platform platform, Provenance begun) {
    return new Provenance(
        begun.data(),
        begun.seed(),
        begun.config(),
        begun.build(),
        begun.libraries(),
        platform,
        begun.startTime(),
        begun.seconds(),
        begun.finalMetrics());
  }

  private static Provenance begin(RunDirectory run, String checksum) {
    return begin(run, checksum, TinyTraining.console());
  }

  private static Provenance begin(RunDirectory run, String checksum, Console console) {
    return new TrainOptions()
        .run(run, console, System.err, (shown, network) -> new RunListener() {})
        .begin(new Config(3), 1, new Provenance.Data("a text", checksum, false));
  }
}
