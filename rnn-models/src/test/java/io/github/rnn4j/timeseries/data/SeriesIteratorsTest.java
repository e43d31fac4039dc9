package io.github.rnn4j.timeseries.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.Map;
import java.util.Random;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class SeriesIteratorsTest {

  private static final int STREAMS = 2;

  /** A direct forecast has several labels at each step, a recursive one a single one. */
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void iteratorOfDeeplearning4jTrainsTheSameNetworkToTheSameWeights(Strategy strategy) {
    SeriesConfig config = TinyModel.config(OutputForm.QUANTILE, strategy);
    TimeSeries series = SineSeries.noisy(40, 1);
    Preparation preparation = TinyModel.preparation(config, series);
    SeriesTensors tensors = new SeriesTensors(preparation, series, series.length());
    DataSet streams = tensors.streams(STREAMS, new Random(1));
    SequenceRecordReader reader = SeriesIterators.reader(streams);
    int features = Math.toIntExact(streams.getFeatures().size(1));
    int labels = Math.toIntExact(streams.getLabels().size(1));

    MultiLayerNetwork own =
        trained(
            config,
            preparation,
            epoch -> SeriesIterators.training(tensors, STREAMS, new Random(1)));
    DataSetIterator ofReader = SeriesIterators.ofReader(reader, STREAMS, features, labels);
    MultiLayerNetwork ofDeeplearning4j = trained(config, preparation, Minibatches.of(ofReader));

    assertThat(ofDeeplearning4j.params().toFloatVector())
        .containsExactly(own.params().toFloatVector());
  }

  private static MultiLayerNetwork trained(
      SeriesConfig config, Preparation preparation, Minibatches minibatches) {
    MultiLayerNetwork network = SeriesNetwork.build(config, preparation, 1);
    float[] before = network.params().toFloatVector();
    new Training<>(network, minibatches, none -> Map.of("loss", 0.0), Monitor.lowest("loss"))
        .run(3);
    assertThat(network.params().toFloatVector()).isNotEqualTo(before);
    return network;
  }
}
