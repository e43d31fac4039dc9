package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsFileTest {

  @TempDir private Path folder;

  @Test
  void runThatIsReplacedLeavesNoStatistics() throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    new StatisticsFile(run).open().close();
    Files.writeString(run.file(RunDirectory.STATISTICS + ".wal.0"), "of a kill");
    assertThat(run.file(RunDirectory.STATISTICS)).isNotEmptyFile();

    RunDirectory.replace(run.folder());

    assertThat(run.folder()).isDirectoryNotContaining("glob:**/statistics*");
  }

  @Test
  void statisticsAreNotWrittenThroughALink() throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    Path elsewhere = folder.resolve("elsewhere");
    Files.createSymbolicLink(run.file(RunDirectory.STATISTICS), elsewhere);

    new StatisticsFile(run).open().close();

    assertThat(run.file(RunDirectory.STATISTICS)).isNotEmptyFile();
    assertThat(elsewhere).doesNotExist();
  }

  /** Initialized only if someone parses a configuration that names it. */
  public static final class Intruder {
    static {
      System.setProperty("rnn4j.intruder", "was here");
    }
  }

  private RunDirectory runWith(String configuration) throws IOException {
    RunDirectory run = RunDirectory.create(folder.resolve("stranger"));
    SbeStatsInitializationReport report = new SbeStatsInitializationReport();
    report.reportIDs("session", StatsListener.TYPE_ID, "worker", 1);
    report.reportModelInfo(
        MultiLayerNetwork.class.getName(), configuration, new String[] {"0_W"}, 1, 10);
    StatsStorage storage = new StatisticsFile(run).open();
    storage.putStaticInfo(report);
    storage.close();
    return run;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"confs\": [{\"layer\": {\"@class\": \"%s\"}}]}",
        "{\"confs\": [{\"layer\": {\"\\u0040class\": \"%s\"}}]}",
        "{\"vertices\": {\"a\": {\"@class\": \"%s\"}}}",
        "not JSON but %s"
      })
  void configurationThatNamesAnyClassIsRefused(String configuration) throws IOException {
    RunDirectory run = runWith(configuration.formatted(Intruder.class.getName()));

    assertThatThrownBy(() -> new StatisticsFile(run).read())
        .isInstanceOf(RunException.class)
        .hasMessageContaining("statistics.db cannot be read");
    assertThat(System.getProperty("rnn4j.intruder")).isNull();
  }

  @Test
  void markupInANameIsRefusedEvenIfItIsEscaped() throws IOException {
    RunDirectory run =
        runWith(
            "{\"confs\": [{\"layer\": {\"layerName\": \"\\u003cimg src=x onerror=alert(1)>\"}}]}");

    assertThatThrownBy(() -> new StatisticsFile(run).read())
        .isInstanceOf(RunException.class)
        .hasMessageContaining("contains <");
  }

  @Test
  void configurationOfANetworkIsKept() throws IOException {
    String json =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new OutputLayer.Builder().nIn(2).nOut(3).build())
            .build()
            .toJson();

    StatisticsFile.Content read = new StatisticsFile(runWith(json)).read();

    String kept = read.descriptions().get(0).getModelConfigJson();
    assertThat(MultiLayerConfiguration.fromJson(kept))
        .isEqualTo(MultiLayerConfiguration.fromJson(json));
  }
}
