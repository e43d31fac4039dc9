package io.github.rnn4j.timeseries.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.series.SeriesRecords;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.FittedModel;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.DoubleWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own DataVec reader replaces the project's reader. */
class OwnReaderTest {

  private static final SeriesConfig CONFIG = SmallModel.config(OutputForm.QUANTILE, 3);
  private static final SeriesRecords COLUMNS =
      new SeriesRecords(0, List.of(new SeriesRecords.Variable("value", 1)), GapPolicy.ERROR);

  @Test
  void modelOfASeriesIsTheSameForEveryReader(@TempDir Path folder) throws Exception {
    TimeSeries made = SineSeries.noisy(60, 1);
    Path file = folder.resolve("sine.csv");
    try (OutputStream out = Files.newOutputStream(file)) {
      made.writeCsv(out);
    }

    TimeSeries own = new SeriesCsv("", List.of(), GapPolicy.ERROR).read(file);
    TimeSeries csv;
    try (RecordReader reader = new CSVRecordReader(1)) {
      reader.initialize(new FileSplit(file.toFile()));
      csv = COLUMNS.read("sine.csv", reader);
    }
    TimeSeries collection = COLUMNS.read("sine.csv", new CollectionRecordReader(records(made)));

    List<Quantiles> expected = forecasts(own);
    assertThat(forecasts(csv)).isEqualTo(expected);
    assertThat(forecasts(collection)).isEqualTo(expected);
    assertThat(List.of(csv.checksum(), collection.checksum())).containsOnly(own.checksum());
  }

  private static List<List<Writable>> records(TimeSeries series) {
    return IntStream.range(0, series.length())
        .<List<Writable>>mapToObj(
            t -> List.of(new IntWritable(t), new DoubleWritable(series.first()[t])))
        .toList();
  }

  /** Returns the forecasts of a model trained on a series, from origins in its test period. */
  private static List<Quantiles> forecasts(TimeSeries series) {
    SeriesData data = SeriesData.split(CONFIG.data(), series);
    FittedModel model =
        ModelFit.of(CONFIG, series.head(data.testStart()), data.trainEnd(), member -> List.of());
    return model.ensemble(CONFIG).values(series, new int[] {49, 59}, 4).ofVariable(0);
  }
}
