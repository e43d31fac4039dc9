package io.github.rnn4j.datasets.series.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.datasets.Checksums;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the real series, where they are: system property rnn4j.data or variable RNN4J_DATA. */
class RealSeriesTest {

  private static Path file(PublishedSeries series) {
    String folder = System.getProperty("rnn4j.data", System.getenv("RNN4J_DATA"));
    assumeTrue(folder != null, "neither -Drnn4j.data nor RNN4J_DATA names the folder of real data");
    Path file = Path.of(folder).resolve("timeseries").resolve(series.file().name());
    assumeTrue(Files.exists(file), "there is no " + file);
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "AIRLINE_PASSENGERS, 144, 280.30, 1949-01, 1960-12, 0",
    "DAILY_MIN_TEMPERATURES, 3652, 11.18, 1981-01-01, 1990-12-31, 2",
    "MONTHLY_SUNSPOTS, 2820, 51.27, 1749-01, 1983-12, 0",
  })
  void publishedSeriesIsReadWhole(
      PublishedSeries series, int steps, double mean, String first, String last, int repairs) {
    TimeSeries read = new SeriesCsv("", List.of(), GapPolicy.INTERPOLATE).read(file(series));

    assertThat(read.length()).isEqualTo(steps);
    assertThat(DoubleStream.of(read.first()).average().orElseThrow())
        .isEqualTo(mean, org.assertj.core.data.Offset.offset(0.01));
    assertThat(read.axis().label(0)).isEqualTo(first);
    assertThat(read.axis().label(steps - 1)).isEqualTo(last);
    assertThat(read.repairs()).hasSize(repairs);
  }

  @Test
  void missingLeapDaysOfMelbourneAreNamed() {
    Path file = file(PublishedSeries.DAILY_MIN_TEMPERATURES);

    assertThatThrownBy(() -> new SeriesCsv("", List.of(), GapPolicy.ERROR).read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1462: 1 row is missing before 1985-01-01, from 1984-12-31 on");
  }

  @ParameterizedTest
  @CsvSource({"AIRLINE_PASSENGERS", "DAILY_MIN_TEMPERATURES", "MONTHLY_SUNSPOTS"})
  void publishedChecksumIsThatOfTheFile(PublishedSeries series) throws Exception {
    Path file = file(series);

    assertThat(Files.size(file)).isEqualTo(series.file().bytes());
    assertThat(Checksums.sha256(file)).isEqualTo(series.file().sha256());
  }
}
