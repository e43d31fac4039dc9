package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.timeseries.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastOptionsTest {

  private static final int ROWS = 120;

  @TempDir private Path folder;
  private String run;

  @BeforeEach
  void train() throws IOException {
    Path file = write("series.csv", "date,a,b", t -> t % 7 + "," + t % 5);
    CommandRun trained =
        CommandRun.of(
            "train",
            "--data=" + file,
            "--runs=" + folder,
            "--name=run",
            "--epochs=1",
            "--members=1",
            "--hidden=4",
            "--horizon=3");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    run = folder.resolve("run").toString();
  }

  private Path write(String name, String header, IntFunction<String> row) throws IOException {
    StringBuilder csv = new StringBuilder(header).append('\n');
    for (int t = 0; t < ROWS; t++) {
      String values = row.apply(t);
      if (!values.isEmpty()) {
        csv.append(LocalDate.of(2020, 1, 1).plusDays(t)).append(',').append(values).append('\n');
      }
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  private CommandRun forecast(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "forecast";
    args[1] = run;
    System.arraycopy(options, 0, args, 2, options.length);
    return CommandRun.of(args);
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    Path swapped = write("swapped.csv", "date,more,b,a", t -> "0," + t % 5 + "," + t % 7);

    CommandRun other = forecast("--data=" + swapped);

    assertThat(other.exitCode()).as(other.err()).isZero();
    assertThat(other.out()).isEqualTo(forecast().out());
  }

  @Test
  void gapsOfANewerSeriesCanBeFilled() throws IOException {
    Path gap = write("gap.csv", "date,a,b", t -> t == 50 ? "" : t % 7 + "," + t % 5);

    CommandRun refused = forecast("--data=" + gap, "--gaps=error");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("1 row is missing", "--gaps interpolate");
    assertThat(forecast("--data=" + gap, "--gaps=interpolate").exitCode()).isZero();
    assertThat(forecast("--data=" + gap, "--gaps=none").err())
        .contains("--gaps is 'none'; it must be one of error, interpolate, forward");
    assertThat(forecast("--gaps=forward").err()).contains("--gaps has no effect without --data");
  }

  @Test
  void forecastWithoutAPictureIsStillOne() throws IOException {
    Path inTheWay = folder.resolve("run").resolve(ModelFiles.FORECAST);
    Files.createDirectories(inTheWay.resolve("something"));

    CommandRun failed = forecast();

    assertThat(failed.exitCode()).as(failed.err()).isZero();
    assertThat(failed.err()).contains("There is no picture", "--picture none");
    assertThat(failed.out().lines()).hasSize(1 + 2 * 3);
    assertThat(forecast("--picture=none").err()).doesNotContain("picture", "Picture");
    Path elsewhere = folder.resolve("elsewhere.png");
    assertThat(forecast("--picture=" + elsewhere).err()).contains("Picture: " + elsewhere);
    assertThat(elsewhere).isNotEmptyFile();
  }

  @Test
  void runResumesWithItsOwnSeriesIfTheFileIsGone() throws IOException {
    Files.delete(folder.resolve("series.csv"));

    CommandRun resumed = CommandRun.of("train", "--resume=" + run);

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("using the copy in the run, series.csv");
  }

  @Test
  void nameThatIsTakenIsRefusedBeforeTheDataIsRead() {
    CommandRun again =
        CommandRun.of("train", "--data=no such file", "--runs=" + folder, "--name=run");

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("There is already a run in " + run, "--overwrite");
  }
}
