package io.github.rnn4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
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

  private static Provenance begin(RunDirectory run, String checksum) {
    return new TrainOptions()
        .run(run, TinyTraining.console(), System.err, (shown, network) -> new RunListener() {})
        .begin(new Config(3), 1, new Provenance.Data("a text", checksum, false));
  }
}
