package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

  @TempDir Path runs;

  private CommandRun search(String name, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "search",
                "--runs=" + runs,
                "--name=" + name,
                "--steps=240",
                "--validation=40",
                "--test=40",
                "--season=10",
                "--horizon=5",
                "--epochs=3",
                "--members=1",
                "--streams=2",
                "--window=20",
                "--dropout=0.2"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private List<String> table(String name) throws IOException {
    return Files.readAllLines(runs.resolve(name).resolve("trials.csv")).stream()
        .map(line -> line.replaceFirst(",[^,]*,([^,]*)$", ",$1"))
        .toList();
  }

  @Test
  void trialThatCannotBeTrainedIsARowWithAReason() throws IOException {
    CommandRun search = search("some", "--try", "hidden=4,5000", "--try", "learning-rate=0.01,1");

    assertThat(search.exitCode()).as(search.err()).isZero();
    assertThat(search.out())
        .contains(
            "Trial 3/4: --hidden=5000 --learning-rate=0.01: failed: --hidden is 5000; it must")
        .contains("because it is the best of ")
        .contains("Test (synthetic) from 36 origins");
    assertThat(table("some"))
        .hasSize(5)
        .startsWith("trial,hidden,learning-rate,metric,validation,best_epoch,reason")
        .anyMatch(row -> row.startsWith("3,5000,0.01,,,,--hidden is 5000"));
    assertThat(runs.resolve("some").resolve("trial-1.log")).content().contains("Network 1/1");
    assertThat(runs.resolve("some").resolve("trial-3")).doesNotExist();
  }

  @Test
  void searchWithoutAnyResultFails() {
    CommandRun search = search("none", "--try", "hidden=5000,6000");

    assertThat(search.exitCode()).isEqualTo(1);
    assertThat(search.err())
        .contains("All trials failed. The first one: --hidden is 5000; it must");
  }

  /** As after a kill: one row is lost, one trial stands within its training, one has not begun. */
  @Test
  void interruptedSearchEndsLikeAnUninterruptedOne() throws IOException {
    search("whole", "--try", "hidden=4,6,8");
    search("killed", "--try", "hidden=4,6,8");
    Path folder = runs.resolve("killed");
    Path plan = folder.resolve(RunDirectory.SEARCH);
    Files.writeString(
        plan, Files.readString(plan).replaceFirst("(?s)\"rows\" : \\[.*]", "\"rows\" : [ ]"));
    delete(folder.resolve("trials.csv"));
    delete(folder.resolve("trial-1").resolve(RunDirectory.VALIDATED));
    CommandRun.of(
        "train",
        "--no-test",
        "--overwrite",
        "--runs=" + folder,
        "--name=trial-2",
        "--steps=240",
        "--validation=40",
        "--test=40",
        "--season=10",
        "--horizon=5",
        "--epochs=3",
        "--members=1",
        "--streams=2",
        "--window=20",
        "--dropout=0.2",
        "--hidden=6",
        "--max-updates=1");
    delete(folder.resolve("trial-2").resolve(RunDirectory.VALIDATED));
    deleteFolder(folder.resolve("trial-3"));

    CommandRun resumed = CommandRun.of("search", "--resume=" + folder);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(table("killed")).isEqualTo(table("whole"));
    assertThat(runs.resolve("killed").resolve("trial-2.log")).content().contains("Resuming after");
    CommandRun again = CommandRun.of("search", "--resume=" + folder, "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out().lines())
        .singleElement()
        .asString()
        .startsWith("{\"search\":\"" + folder + "\",\"winner\":");
  }

  @Test
  void dataThatIsMissingEndsTheSearchBeforeTheTest() throws IOException {
    Path data = runs.resolve("series.csv");
    StringBuilder series = new StringBuilder("step,value\n");
    for (int step = 1; step <= 240; step++) {
      series.append("%d,%d%n".formatted(step, step % 7 + step % 10));
    }
    Files.writeString(data, series);
    CommandRun search =
        CommandRun.of(
            "search",
            "--runs=" + runs,
            "--name=moved",
            "--preset=demo",
            "--data=" + data,
            "--validation=40",
            "--test=40",
            "--season=10",
            "--horizon=5",
            "--epochs=2",
            "--members=1",
            "--streams=2",
            "--window=20",
            "--try=hidden=4,6,8",
            "--parallel=1");
    assertThat(search.exitCode()).as(search.err()).isZero();
    Path folder = runs.resolve("moved");
    Path plan = folder.resolve(RunDirectory.SEARCH);
    Files.writeString(
        plan, Files.readString(plan).replaceFirst("(?s)\"rows\" : \\[.*]", "\"rows\" : [ ]"));
    List<String> complete = table("moved");
    for (int trial = 1; trial <= 3; trial++) {
      deleteFolder(folder.resolve("trial-" + trial));
    }
    Path moved = Files.move(data, runs.resolve("elsewhere.csv"));

    CommandRun missing = CommandRun.of("search", "--resume=" + folder);
    CommandRun found = CommandRun.of("search", "--resume=" + folder, "--data=" + moved);

    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err())
        .contains("cannot be run: ", "0 of 3 trials have ended, and nothing was tested")
        .doesNotContain("\tat ");
    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(table("moved")).isEqualTo(complete);
  }

  @Test
  void testThatWasKilledIsRepeatedWithoutTrainingFurther() throws IOException {
    search("limited", "--try", "hidden=4,6", "--max-updates=1");
    Path folder = runs.resolve("limited");
    for (int trial = 1; trial <= 2; trial++) { // as after a kill in the test
      Path run = folder.resolve("trial-" + trial);
      Path provenance = run.resolve(RunDirectory.PROVENANCE);
      Files.writeString(
          provenance,
          Files.readString(provenance)
              .replaceFirst("(?s)\"finalMetrics\" : \\{.*?}", "\"finalMetrics\" : { }"));
      Files.deleteIfExists(run.resolve(RunDirectory.SHORTENED));
    }
    List<String> before = table("limited");

    CommandRun resumed = CommandRun.of("search", "--resume=" + folder);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("This training was shortened (--max-updates=1)");
    assertThat(table("limited")).isEqualTo(before);
  }

  @Test
  void olderSearchIsReplacedWithAllItsTrials() {
    search("twice", "--try", "hidden=4,6,8");

    CommandRun refused = search("twice", "--try", "hidden=4");
    CommandRun search = search("twice", "--try", "hidden=4", "--overwrite");

    assertThat(refused.err()).contains("There is already a run in " + runs.resolve("twice"));
    assertThat(search.exitCode()).as(search.err()).isZero();
    assertThat(runs.resolve("twice").toFile().list())
        .contains("trial-1", "trial-1.log")
        .doesNotContain("trial-2", "trial-3", "trial-3.log");
  }

  @Test
  void folderOfASearchIsNotARun() {
    search("search", "--try", "hidden=4");

    for (String command : new String[] {"report", "backtest", "forecast"}) {
      assertThat(CommandRun.of(command, runs.resolve("search").toString()).err())
          .contains("is the folder of a search, not of a run; use one of the runs in it");
    }
    assertThat(CommandRun.of("search", "--resume=" + runs.resolve("search/trial-1")).err())
        .contains("trial-1 is not a search");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo=1,2 | train has no option --foo whose values could be compared. These options can",
        "horizon=1,2 | validation results with different values of --horizon cannot be compared",
        "steps=100,200 | validation results with different values of --steps cannot be compared",
        "hidden=4.5,5 | is not an int",
        "hidden=4.5..8 | must begin and end with a whole number, because that is what --hidden is",
        "hidden=1e1..2e1 | must begin and end with a whole number",
        "cell=lstm,foo | is not one of lstm, gru",
        "cell=1..2 | is a range, but --cell is not a number; list its values",
        "dropout=0.1,0.3 | --dropout is given and also named by --try",
        "hidden=4..3 | is a range from the larger to the smaller value"
      })
  void whatCannotBeTriedIsRefusedBeforeAnyTrial(String tried, String reason) {
    CommandRun search = search("refused", "--try", tried);

    assertThat(search.exitCode()).isEqualTo(2);
    assertThat(search.err()).contains(reason);
    assertThat(runs).isEmptyDirectory();
  }

  private static void delete(Path file) throws IOException {
    Files.delete(file);
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(path);
      }
    }
  }
}
