package io.github.rnn4j.imdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --cell samediff-elman} and {@code --activation}. */
class SameDiffElmanTest {

  @TempDir Path runs;

  private CommandRun train(String name, String... options) {
    CommandRun trained = CommandRun.train(runs, name, options);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    return trained;
  }

  private Map<String, Double> metrics(String name) {
    return RunDirectory.open(runs.resolve(name))
        .readJson(RunDirectory.PROVENANCE, Provenance.class)
        .finalMetrics();
  }

  @Test
  void sameSeedGivesTheNumbersOfThePackedCell() {
    String global = "--clip=global"; // --clip=layer limits each of the two SameDiff layers
    String threshold = "--clip-threshold=0.01";
    train("packed", "--cell=elman", "--activation=relu", global, threshold);
    CommandRun trained =
        train(
            "samediff",
            "--cell=samediff-elman",
            "--recurrence=hidden-to-hidden",
            "--activation=relu",
            global,
            threshold);

    assertThat(trained.out()).contains("3 to 17 times as long as with elman");
    Map<String, Double> expected = metrics("packed");
    assertThat(metrics("samediff").keySet()).isEqualTo(expected.keySet());
    metrics("samediff")
        .forEach(
            (name, value) ->
                assertThat(value).as(name).isCloseTo(expected.get(name), within(1e-4)));
  }

  @Test
  void recurrenceThatFeedsBackTheOutputResumesBitForBitAndPredicts() {
    String cell = "--cell=samediff-elman";
    String recurrence = "--recurrence=output-to-output";
    train("whole", cell, recurrence);
    train("cut", cell, recurrence, "--max-updates=1");

    CommandRun resumed = CommandRun.of("train", "--resume=" + runs.resolve("cut"));
    CommandRun predicted = predict("cut");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(weights("cut")).isEqualTo(weights("whole"));
    assertThat(metrics("cut")).isEqualTo(metrics("whole"));
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(predicted.out()).isEqualTo(predict("whole").out()).contains("A wonderful film.");
  }

  private CommandRun predict(String name) {
    return CommandRun.of("predict", runs.resolve(name).toString(), "A wonderful film.");
  }

  private float[] weights(String name) {
    RunDirectory run = RunDirectory.open(runs.resolve(name));
    return SavedNetworks.computationGraph(run, RunDirectory.LAST).params().toFloatVector();
  }

  @Test
  void recurrenceOfAnotherCellIsAnErrorThatNamesBoth() {
    CommandRun refused =
        CommandRun.train(runs, "run", "--cell=elman", "--recurrence=output-to-hidden");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("--recurrence is output-to-hidden, but cell elman has only one recurrence");
  }

  @ParameterizedTest
  @CsvSource({
    "lstm, activation, tanh, cell lstm has fixed activation functions: add --cell elman",
    "elman, recurrence, hidden-to-hidden, cell elman has only one recurrence: add --cell samediff-elman"
  })
  void optionThatWouldChangeNothingIsRefused(String cell, String option, String value, String why) {
    CommandRun refused =
        CommandRun.train(runs, "run", "--cell=" + cell, "--" + option + "=" + value);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--" + option + " has no effect here; " + why);
  }
}
