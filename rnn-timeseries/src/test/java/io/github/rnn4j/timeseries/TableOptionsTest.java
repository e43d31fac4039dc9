package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.model.ModelFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the commands read tables. */
class TableOptionsTest {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  @TempDir private Path folder;

  /** Writes 200 steps; the values are 0 to 6, and 10 times as much. */
  private Path write(String name, String header, String separator) throws IOException {
    StringBuilder text = new StringBuilder(header);
    for (int t = 0; t < 200; t++) {
      text.append(String.join(separator, "" + t, "" + t % 7, "" + t % 7 * 10)).append('\n');
    }
    return Files.write(folder.resolve(name), text.toString().getBytes(WESTERN));
  }

  private CommandRun train(String... options) {
    CommandRun run = CommandRun.train(folder, "run", options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private CommandRun forecast(String... options) {
    List<String> args = new ArrayList<>(List.of("forecast", folder.resolve("run").toString()));
    args.add("--picture=none");
    args.addAll(List.of(options));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void trainAndCheckSayHowTheTableWasRead() throws IOException {
    String data = "--data=" + write("s.csv", "Tag;kalt;warm\n", ";");
    String read =
        "read: semicolon-separated, with a header, UTF-8; 200 rows; time from column 'Tag', values from columns 'kalt', 'warm'";

    CommandRun checked = CommandRun.of("check", data, "--test=40", "--validation=40");

    assertThat(checked.out()).contains(read);
    assertThat(train(data).out()).contains(read);
  }

  @Test
  void forecastReadsANewerTableAsTheRunWasTold() throws IOException {
    Path old = write("old.txt", "Tag|Wärme; kWh|Sales, EUR\n", "|");
    Path newer = write("new.txt", "Tag|Sales, EUR|Wärme; kWh\n", "|");
    train(
        "--data=" + old,
        "--value=Wärme; kWh,Sales, EUR",
        "--separator=|",
        "--encoding=windows-1252");

    String own = forecast().out();

    assertThat(own).contains("Wärme; kWh", "Sales, EUR");
    assertThat(forecast("--data=" + old).out()).isEqualTo(own);
    assertThat(forecast("--data=" + newer).out()).isNotEqualTo(own);
  }

  @Test
  void columnsWithoutNamesAreForecastByPosition() throws IOException {
    Path old = write("old.csv", "", ",");
    Path newer = write("new.csv", "t,a,b\n", ",");

    CommandRun trained = train("--data=" + old, "--no-header", "--value=#3,#2");

    assertThat(trained.out())
        .contains("without a header", "200 rows", "values from columns '#3', '#2'");
    assertThat(forecast("--data=" + old).out()).isEqualTo(forecast().out()).contains("#3", "#2");
    CommandRun headed =
        CommandRun.of(
            "forecast", folder.resolve("run").toString(), "--picture=none", "--data=" + newer);
    assertThat(headed.exitCode()).isEqualTo(1);
    assertThat(headed.err()).contains("Line 1 of", "'t' is not a valid time");
  }

  @Test
  void runsFromBeforeTheFormatCouldBeGivenAreUsed() throws IOException {
    Path data = write("s.csv", "t,x,y\n", ",");
    train("--data=" + data);
    String now = forecast("--data=" + data).out();
    RunDirectory run = RunDirectory.open(folder.resolve("run"));
    Path config = run.file(RunDirectory.CONFIG);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode saved = (ObjectNode) mapper.readTree(config.toFile());
    saved.findParent("separator").remove(List.of("separator", "header", "encoding"));
    mapper.writeValue(config.toFile(), saved);

    assertThat(forecast("--data=" + data).out()).isEqualTo(now);
    assertThat(Files.readString(run.file(ModelFiles.SERIES))).startsWith("\"step\",\"x\",\"y\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--separator=; | a synthetic series has neither columns nor gaps",
        "--data=sine --no-header | a synthetic series has neither columns nor gaps",
        "--data=airline-passengers --encoding=UTF-8 | 'airline-passengers' has a format of its own",
        "--data=s.csv --separator=ab | --separator is 'ab'; it must be one character",
        "--data=s.csv --encoding=latin9000 | --encoding is 'latin9000', which Java does not know",
      })
  void formatsThatHaveNoEffectAreRefused(String options, String message) {
    CommandRun run = CommandRun.of(("check " + options).split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
