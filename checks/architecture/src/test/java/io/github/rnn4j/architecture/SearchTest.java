package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training without a test, and the search, in all programs. */
class SearchTest {

  @TempDir private Path runs;

  private Map<String, Double> metrics(String name) {
    return RunDirectory.open(runs.resolve(name))
        .readJson(RunDirectory.PROVENANCE, Provenance.class)
        .finalMetrics();
  }

  @ParameterizedTest
  @EnumSource
  void runThatIsTestedLaterHasTheSameResults(Program program) {
    program.train(runs, "whole");

    Program.Outcome validated = program.train(runs, "later", "--no-test");

    assertThat(validated.exitCode()).as(validated.err()).isZero();
    assertThat(validated.out())
        .contains("Nothing was tested.", "train --resume " + runs.resolve("later"))
        .doesNotContainIgnoringCase("test results", "Report:");
    assertThat(metrics("later")).isEmpty();
    assertThat(program.run("compare", path("whole"), path("later")).exitCode()).isZero();
    if (program != Program.TIMESERIES) {
      assertThat(program.run("evaluate", path("later")).exitCode()).isEqualTo(1);
    }
    assertThat(program.run("report", path("later")).err())
        .contains("was trained with --no-test. Test it first with train --resume");

    Program.Outcome tested = program.run("train", "--resume=" + path("later"));

    assertThat(tested.exitCode()).as(tested.err()).isZero();
    assertThat(tested.out()).doesNotContain("Nothing was trained");
    assertThat(metrics("later")).isEqualTo(metrics("whole")).isNotEmpty();
    assertThat(program.run("train", "--no-test", "--resume=" + path("later")).err())
        .contains("has been tested already. Resume it without --no-test");
  }

  @ParameterizedTest
  @EnumSource
  void limitedRunIsTestedAsItIs(Program program) {
    program.train(runs, "whole", "--max-updates=3");
    program.train(runs, "later", "--max-updates=3", "--no-test");

    Program.Outcome tested = program.run("train", "--resume=" + path("later"), "--only-test");

    assertThat(tested.exitCode()).as(tested.err()).isZero();
    assertThat(tested.out()).contains("This training was shortened (--max-updates=3)");
    assertThat(metrics("later")).isEqualTo(metrics("whole")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void trialsAtTheSameTimeGiveTheSameAsOneAfterTheOther(Program program) throws IOException {
    Program.Outcome parallel = search(program, "parallel", "--parallel=2");
    Program.Outcome serial = search(program, "serial", "--parallel=1");

    assertThat(parallel.exitCode()).as(parallel.err()).isZero();
    assertThat(parallel.out()).contains("2 trials, 2 at a time", "Trial 2/2: ");
    assertThat(results("parallel")).isEqualTo(results("serial")).hasSize(3);
    String best = best(parallel);
    assertThat(best(serial)).isEqualTo(best);
    assertThat(metrics("parallel/" + best)).isEqualTo(metrics("serial/" + best)).isNotEmpty();
    for (int trial = 1; trial <= 2; trial++) {
      String run = "trial-" + trial;
      boolean tested = run.equals(best);
      assertThat(metrics("parallel/" + run).isEmpty()).as(run).isNotEqualTo(tested);
    }
  }

  private Program.Outcome search(Program program, String name, String more) {
    List<String> args = new ArrayList<>(List.of("search", "--runs=" + runs, "--name=" + name));
    args.addAll(program.training());
    args.removeIf(option -> option.startsWith("--hidden"));
    args.addAll(List.of("--try", "hidden=4,8", more));
    return program.run(args.toArray(String[]::new));
  }

  private static String best(Program.Outcome search) {
    return search
        .out()
        .lines()
        .filter(line -> line.matches("Trial \\d is the best one.*"))
        .map(line -> "trial-" + line.charAt("Trial ".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the table without the times. */
  private List<String> results(String name) throws IOException {
    return Files.readAllLines(runs.resolve(name).resolve("trials.csv")).stream()
        .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
        .toList();
  }

  private String path(String name) {
    return runs.resolve(name).toString();
  }
}
