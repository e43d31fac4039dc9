package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each program says what is wrong with the run of another one. */
class OtherProgramTest {

  @ParameterizedTest
  @CsvSource({
    "IMDB, CHARLM",
    "IMDB, TIMESERIES",
    "CHARLM, IMDB",
    "CHARLM, TIMESERIES",
    "TIMESERIES, IMDB",
    "TIMESERIES, CHARLM"
  })
  void runOfAnotherProgramIsRefusedByName(Program program, Program trained) {
    String run = TrainedRun.other(trained).folder().toString();
    List<String> use =
        switch (program) {
          case IMDB -> List.of("predict", run, "A text.");
          case CHARLM -> List.of("sample", run);
          case TIMESERIES -> List.of("forecast", run);
        };

    for (List<String> args :
        List.of(
            use,
            List.of("report", run),
            List.of("compare", run, run),
            List.of("train", "--resume=" + run))) {
      Program.Outcome outcome = program.run(args.toArray(String[]::new));

      assertThat(outcome.exitCode()).as("%s: %s", args, outcome.err()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("is a run of rnn-" + trained, "this is rnn-" + program)
          .doesNotContain("creator", "property");
    }
  }
}
