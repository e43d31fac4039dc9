package io.github.rnn4j.datasets.series.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.DownloadProgress;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.TimeSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SineSeriesTest {

  @Test
  void pureSineIsALinearRecursionOfOrderTwo() {
    double[] x = SineSeries.pure(200).first();

    double twice = 2 * Math.cos(2 * Math.PI / 50);
    for (int t = 2; t < x.length; t++) {
      assertThat(x[t]).isEqualTo(twice * x[t - 1] - x[t - 2], offset(1e-12));
    }
  }

  @Test
  void intervalHasBothEnds() {
    double[] x = SineSeries.interval(21, 2, 10).first();

    assertThat(x).hasSize(21);
    assertThat(x[0]).isEqualTo(Math.sin(2));
    assertThat(x[1]).isEqualTo(Math.sin(2.4), offset(1e-15));
    assertThat(x[20]).isEqualTo(Math.sin(10), offset(1e-15));
  }

  @Test
  void longerNoisySineBeginsWithTheShorterOne() {
    TimeSeries longer = SineSeries.noisy(300, 7);

    assertThat(longer.head(100).first()).containsExactly(SineSeries.noisy(100, 7).first());
    assertThat(longer.first()).isNotEqualTo(SineSeries.noisy(300, 8).first());
    assertThat(longer.synthetic()).isTrue();
  }

  @Test
  void readerReturnsOneSequenceOfStepsAndValuesEachTimeItIsReset() throws Exception {
    try (SequenceRecordReader reader = SineRecordReader.noisy(30, 7)) {
      List<List<Writable>> steps = reader.sequenceRecord();

      assertThat(steps).hasSize(30);
      assertThat(steps.get(29).get(0)).isEqualTo(new IntWritable(29));
      assertThat(steps.stream().mapToDouble(step -> step.get(1).toDouble()))
          .containsExactly(
              Arrays.stream(SineSeries.noisy(30, 7).first()).boxed().toArray(Double[]::new));
      assertThat(reader.hasNext()).isFalse();
      reader.reset();
      assertThat(reader.sequenceRecord()).isEqualTo(steps);
    }
  }

  @Test
  void publishedSeriesIsNotDownloadedOffline(@TempDir Path folder) {
    DataCache cache = new DataCache(folder, true, DownloadProgress.SILENT);

    assertThatThrownBy(() -> PublishedSeries.AIRLINE_PASSENGERS.read(cache, GapPolicy.ERROR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("airline-passengers.csv")
        .hasMessageContaining("d20fcb6402ae34e653d4513b00f39257bb37ed7f");
  }

  @Test
  void damagedCopyInTheCacheIsRefused(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("airline-passengers.csv"), "t,x\n1,2\n");
    DataCache cache = new DataCache(folder, true, DownloadProgress.SILENT);

    assertThatThrownBy(() -> PublishedSeries.AIRLINE_PASSENGERS.read(cache, GapPolicy.ERROR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not the published file");
  }
}
