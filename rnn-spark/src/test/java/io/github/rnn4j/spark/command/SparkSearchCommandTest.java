package io.github.rnn4j.spark.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSearchCommandTest {

  @TempDir private Path folder;

  private SparkProgram.Result search(String name, String... tried) throws IOException {
    StringBuilder series = new StringBuilder("step,value\n");
    for (int step = 1; step <= 240; step++) {
      series.append("%d,%d%n".formatted(step, step % 7 + step % 10));
    }
    Path file = Files.writeString(folder.resolve("series.csv"), series);
    return SparkProgram.run(
        "local[2]",
        Stream.concat(
                Stream.of(
                    "search",
                    "rnn-timeseries",
                    "--data=" + file,
                    "--runs=" + folder.resolve("runs"),
                    "--name=" + name,
                    "--preset=demo",
                    "--validation=40",
                    "--test=40",
                    "--season=10",
                    "--horizon=5",
                    "--epochs=2",
                    "--members=1",
                    "--streams=2",
                    "--window=20"),
                Stream.of(tried))
            .toArray(String[]::new));
  }

  @Test
  void trialsAreTasksAndTheBestOneIsTrainedAndTestedOnTheDriver() throws IOException {
    SparkProgram.Result result = search("a", "--try", "hidden=4,0,6");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("3 trials, 2 at a time")
        .contains("Trial 2/3: --hidden=0: failed: --hidden is 0; it must be from 1 to 4096.")
        .contains("because it is the best of 2", "rnn-timeseries train --data=")
        .contains("Test from 36 origins");
    Path search = folder.resolve("runs").resolve("a");
    List<String> table = Files.readAllLines(search.resolve("trials.csv"));
    assertThat(table).hasSize(4).anyMatch(row -> row.startsWith("2,0,,,,"));
    assertThat(search.resolve("trial-1")).doesNotExist();
    assertThat(search.resolve("trial-1.log")).content().contains("Nothing was tested.");
    String validation =
        result.out().lines().filter(l -> l.startsWith("Network 1/1")).findFirst().get();
    assertThat(search.resolve("trial-" + best(result) + ".log"))
        .content()
        .contains(validation.replaceFirst(" \\(\\d+ s\\)", ""));
    assertThat(search.resolve("winner").resolve("provenance.json")).content().contains("test_mae");
  }

  /** Returns the number of the best trial. */
  private static String best(SparkProgram.Result result) {
    return result
        .out()
        .lines()
        .filter(line -> line.endsWith("is the best one. To train with its options:"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatCannotBeTriedIsRefusedWithoutACluster() throws IOException {
    SparkProgram.Result result = search("refused", "--try", "horizon=1,2");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("validation results with different values of --horizon cannot be compared")
        .contains("See 'rnn-spark search rnn-timeseries --help'");
    assertThat(folder.resolve("runs")).doesNotExist();
    assertThat(search("refused", "--try=hidden=4", "--resume=hdfs://n/runs/a").err())
        .contains("--resume is hdfs://n/runs/a, but a search keeps its folder on this machine");
  }
}
