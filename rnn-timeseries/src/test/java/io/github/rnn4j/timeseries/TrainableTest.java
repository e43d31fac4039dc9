package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A series that cannot be trained on is refused before there is a run. */
class TrainableTest {

  /** Of 150 steps, 98 are for training, 22 for validation and 30 for testing. */
  private static final int STEPS = 150;

  @TempDir Path folder;

  /** Writes a series of random-looking values, or of one value, with one value replaced. */
  private String series(String constant, int at, String value) throws IOException {
    return Files.writeString(
            folder.resolve("s.csv"),
            "step,y\n"
                + IntStream.range(0, STEPS)
                    .mapToObj(
                        t ->
                            t
                                + ","
                                + (t == at ? value : constant == null ? t * 7919 % 31 : constant)
                                + "\n")
                    .collect(Collectors.joining()))
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | -1 | - | --lags=1000 | The training period has 98 steps; forecasting 25 steps ahead with these differences and lags needs 1002 or more. Use a longer series, a shorter test or validation period, fewer lags, or a shorter horizon.",
        "- | -1 | - | --season=149 | The season has 149 steps (--season), but the training and validation periods have only 120, which must be more. Choose a --season of at most 119, a smaller --test, or a longer series.",
        "- | -1 | - | --season=149 --seasonal-difference | The season has 149 steps (--season), but the training and validation periods have only 120, which must be more. Choose a --season of at most 119, a smaller --test, or a longer series.",
        "- | -1 | - | --season=120 | The season has 120 steps (--season), but the training and validation periods have only 120, which must be more. Choose a --season of at most 119, a smaller --test, or a longer series.",
        "- | 105 | 1e60 | --season=5 | The value of y at 105 is 1.0E60, but the network can only process values up to VALUE, 1e+30 times the standard deviation of the training period; correct that value.",
        "- | 105 | -1e60 | --season=5 --highway | The value of y at 105 is -1.0E60, but the network can only process values up to VALUE, 1e+30 times the standard deviation of the training period; correct that value.",
        "- | 140 | 1e60 | --season=5 --no-difference | The value of y at 140 is 1.0E60, but the network can only process values up to VALUE, 1e+30 times the standard deviation of the training period; correct that value.",
        "0 | -1 | - | --highway | A linear autoregression cannot be fitted: the values of the training period are all 0.0; choose another training period, or add --no-highway.",
        "- | -1 | - | --highway --season=95 --seasonal-difference | The training period of 98 steps is too short for a linear autoregression; choose a longer one, or add --no-highway.",
        "1e100 | -1 | - | --season=5 | The value of y at 0 is 1.0E100, but the network can only process values up to VALUE, 1e+30 times the standard deviation of the training period; correct that value.",
        "1e-110 | 50 | 0 | --season=5 | In the training period, y has, after the transforms, a standard deviation of VALUE and a mean of 0.0; the network can only process a standard deviation from 1e-100 to 1e+101 and a mean up to 1e+30 times that. Use other units.",
      })
  void whatCannotBeTrainedOnIsRefusedBeforeThereIsARun(
      String constant, int at, String value, String options, String message) throws IOException {
    String data = "--data=" + series(constant, at, value);
    List<String> more = new ArrayList<>(List.of(data, "--preset=demo"));
    more.addAll(Arrays.asList(options.split(" ", -1)));
    List<String> check = new ArrayList<>(more);
    check.add(0, "check");
    more.addAll(0, List.of("train", "--runs=" + folder, "--name=run"));

    for (List<String> args : List.of(check, more)) {
      CommandRun run = CommandRun.of(args.toArray(String[]::new));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(
              run.err()
                  .strip()
                  .replaceAll("\\d\\.\\d{5,}E-?\\d+|(?<=up to )\\de\\+\\d+(?=,)", "VALUE"))
          .isEqualTo(message);
    }
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
