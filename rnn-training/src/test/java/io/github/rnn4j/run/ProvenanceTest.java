package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

  private record Config(int epochs, double rate) {}

  private static final Provenance.Data DATA =
      new Provenance.Data("synthetic reviews", "sha256:00ff", true);

  @Test
  void isReadBackAsItWasWritten(@TempDir Path parent) {
    RunDirectory run = RunDirectory.create(parent.resolve("run"));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_loss", 0.25);
    metrics.put("test_auc", Double.NaN);
    Provenance written = begun().finished(12.5, metrics);

    run.writeJson(RunDirectory.PROVENANCE, written);

    Provenance read = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    assertThat(read).isEqualTo(written);
    assertThat(read.finalMetrics().keySet()).containsExactly("test_loss", "test_auc");
  }

  @Test
  void runOfAnEarlierVersionHasNoThreadsAndNoBackend(@TempDir Path parent) throws IOException {
    RunDirectory run = RunDirectory.create(parent.resolve("run"));
    run.writeJson(RunDirectory.PROVENANCE, begun());
    Path file = run.file(RunDirectory.PROVENANCE);
    String earlier =
        Files.readString(file)
            .replaceFirst(",\\s*\"layerThreads\" : \\d+,\\s*\"layerBackend\" : \"\\w+\"", "");
    Files.writeString(file, earlier);

    Platform read = run.readJson(RunDirectory.PROVENANCE, Provenance.class).platform();

    assertThat(earlier).doesNotContain("layer");
    assertThat(read.layerThreads()).isZero();
    assertThat(read.layerBackend()).isEqualTo("unknown");
  }

  @Test
  void saysDataSeedConfigAndTime() {
    Provenance provenance = begun();

    assertThat(provenance.data()).isEqualTo(DATA);
    assertThat(provenance.seed()).isEqualTo(42);
    assertThat(provenance.config().get("rate").doubleValue()).isEqualTo(0.001);
    assertThat(provenance.startTime()).isEqualTo("2026-11-22T01:02:03Z");
    assertThat(provenance.seconds()).isZero();
    assertThat(provenance.finalMetrics()).isEmpty();
  }

  @Test
  void checksumOfTheDataIsReadBackWithoutItsAlgorithm() {
    Provenance.Data data = Provenance.Data.ofSha256("a novel", "40056f", false);

    assertThat(data.checksum()).isEqualTo("sha256:40056f");
    assertThat(data.sha256()).isEqualTo("40056f");
    assertThat(new Provenance.Data("a stream", "none", false).sha256()).isEqualTo("none");
  }

  @Test
  void saysBuildLibrariesAndMachine() {
    Provenance provenance = begun();

    assertThat(provenance.build().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(provenance.build().commit()).matches("[0-9a-f]{40}|unknown");
    assertThat(provenance.build().dirty()).matches("true|false|unknown");
    assertThat(provenance.libraries().deeplearning4j()).isEqualTo("1.0.0-M2.1");
    assertThat(provenance.libraries().nd4j()).isEqualTo("1.0.0-M2.1");
    assertThat(provenance.libraries().backend()).endsWith("Backend");
    assertThat(provenance.libraries().blas()).isNotBlank();
    assertThat(provenance.platform().java()).startsWith(System.getProperty("java.version"));
    assertThat(provenance.platform().os()).contains(System.getProperty("os.name"));
    assertThat(provenance.platform().cores()).isPositive();
    assertThat(provenance.platform().ompThreads()).matches("\\d+|unknown");
    assertThat(provenance.platform().layerThreads()).isPositive();
    assertThat(provenance.platform().layerBackend()).matches("vector|plain|nd4j");
  }

  private static Provenance begun() {
    return Provenance.begin(DATA, 42, new Config(3, 0.001), Instant.parse("2026-11-22T01:02:03Z"));
  }
}
