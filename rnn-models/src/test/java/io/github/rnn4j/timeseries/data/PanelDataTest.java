package io.github.rnn4j.timeseries.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeAxis;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class PanelDataTest {

  private static SeriesPanel panel(int... lengths) {
    List<TimeSeries> series = new ArrayList<>();
    for (int length : lengths) {
      double[] values = IntStream.range(0, length).mapToDouble(t -> t * t).toArray();
      series.add(
          new TimeSeries(
              "s" + series.size(),
              false,
              TimeAxis.counted(),
              List.of("x"),
              new double[][] {values},
              List.of()));
    }
    return new SeriesPanel("panel", series, List.of(), "");
  }

  private static DataConfig periods(int validation, int test) {
    return new DataConfig("panel.csv", "", "", GapPolicy.ERROR, 50, validation, test);
  }

  @Test
  void periodsHaveTheSameLengthInAllSeries() {
    PanelData data = PanelData.split(periods(0, 0), panel(100, 200, 60, 5));

    // of the median, 100 steps
    assertThat(data.validation()).isEqualTo(15);
    assertThat(data.test()).isEqualTo(20);
    assertThat(data.each()).extracting(SeriesData::trainEnd).containsExactly(65, 165, 25);
    assertThat(data.each()).extracting(SeriesData::testStart).containsExactly(80, 180, 40);
    assertThat(data.tooShort()).extracting(TimeSeries::name).containsExactly("s3");
    assertThat(data.panel().series()).hasSize(4);
    assertThat(data.trainingSteps()).isEqualTo(255);
    assertThat(data.medianTraining()).isEqualTo(65);
  }

  @Test
  void seriesThatAreTooShortForTheModelAreLeftOut() {
    PanelData data = PanelData.split(periods(15, 20), panel(100, 200, 60, 70));

    assertThat(data.withAtLeast(30).each())
        .extracting(d -> d.series().name())
        .containsExactly("s0", "s1", "s3");
    assertThatThrownBy(() -> data.withAtLeast(200))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no series is long enough")
        .hasMessageContaining("at least 235 steps are needed; the longest has 200");
  }

  @Test
  void minibatchesHoldEachSeriesOnceWithOthersOfSimilarLength() {
    SeriesConfig config = TinyModel.config(OutputForm.QUANTILE, Strategy.DIRECT);
    int[] lengths = {40, 12, 40, 13, 30, 31, 40};
    List<SeriesTensors> tensors =
        panel(lengths).series().stream()
            .map(
                series ->
                    new SeriesTensors(
                        TinyModel.preparation(config, series), series, series.length()))
            .toList();

    DataSetIterator batches = SeriesIterators.training(tensors, 2, new Random(3));

    List<Integer> steps = new ArrayList<>();
    List<Long> longest = new ArrayList<>();
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      assertThat(batch.getFeatures().size(2)).isEqualTo(batch.getLabels().size(2));
      longest.add(batch.getFeatures().size(2));
      for (int row = 0; row < batch.getFeatures().size(0); row++) {
        float[] labels = batch.getLabels().slice(row).getRow(0).toFloatVector();
        float[] features = batch.getFeatures().slice(row).getRow(0).toFloatVector();
        int known =
            (int) IntStream.range(0, labels.length).filter(t -> !Float.isNaN(labels[t])).count();
        steps.add(known);
        for (int t = known; t < labels.length; t++) {
          assertThat(labels[t]).isNaN();
          assertThat(features[t]).isZero();
        }
      }
    }
    // One lag and one difference: the first origin is step 1, the last one has no label.
    assertThat(steps)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(lengths).map(length -> length - 2).boxed().toList());
    assertThat(longest).containsExactlyInAnyOrder(11L, 29L, 38L, 38L);
  }
}
