package io.github.rnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
