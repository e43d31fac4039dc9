package io.github.rnn4j.imdb.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.TrainingAccuracy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class TrainingAccuracyTest {

  @ParameterizedTest
  @ValueSource(ints = {5, 0})
  void countsWhatTheNetworkWouldHavePredictedBeforeTheUpdate(int dense) {
    ImdbConfig config =
        ConfigOptions.with(
            Preset.DEMO.config(),
            Map.of("--embedding", 3, "--hidden", 4, "--dense", dense, "--dropout", 0.0));
    ComputationGraph network = ImdbNetwork.build(config, 9, TextClasses.POLARITY);
    TrainingAccuracy accuracy = new TrainingAccuracy();
    network.setListeners(accuracy);
    Random random = new Random(5);
    List<LabelledSequence> sequences =
        IntStream.range(0, 16)
            .mapToObj(i -> new LabelledSequence(random.ints(1 + i % 4, 2, 9).toArray(), i % 2))
            .toList();
    DataSet minibatch =
        BucketIterator.evaluation(sequences, BatchOptions.of(new FeatureEncoding.Indices(9)))
            .next();

    for (int update = 0; update < 5; update++) {
      int expected = correct(network, minibatch);
      network.fit(minibatch);

      assertThat(accuracy.correct()).isEqualTo(expected);
    }
  }

  private static int correct(ComputationGraph network, DataSet minibatch) {
    INDArray output =
        network
            .output(
                false,
                new INDArray[] {minibatch.getFeatures()},
                new INDArray[] {minibatch.getFeaturesMaskArray()})[0];
    return (int)
        IntStream.range(0, 16)
            .filter(i -> output.getDouble(i) >= 0.5 == minibatch.getLabels().getDouble(i) > 0.5)
            .count();
  }
}
