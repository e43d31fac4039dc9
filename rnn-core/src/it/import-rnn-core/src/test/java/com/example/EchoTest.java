package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A layer of rnn-core in a project that knows rnn-core from its repository alone. */
class EchoTest {
  @Test
  void lossFallsFarBelowGuessing() {
    MultiLayerNetwork network = Echo.network();
    DataSet data = Echo.data(32);
    double before = network.score(data);

    Echo.train(network, data, 80);

    // The score sums the steps. Guessing costs ln 3 = 1.10 for each that has one before it.
    double guessing = (Echo.STEPS - 1) * Math.log(Echo.SYMBOLS);
    assertThat(before).isGreaterThan(guessing);
    assertThat(network.score(data)).isLessThan(0.1 * guessing);
  }

  @Test
  void savedAndLoadedNetworkPredictsAndTrainsOnTheSame(@TempDir Path folder) throws IOException {
    MultiLayerNetwork network = Echo.network();
    DataSet data = Echo.data(8);
    Echo.train(network, data, 5);
    Path file = folder.resolve("network.zip");

    ModelSerializer.writeModel(network, file.toFile(), true);
    MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);

    INDArray predictions = network.output(data.getFeatures());
    assertThat(loaded.output(data.getFeatures())).isEqualTo(predictions);
    Echo.train(network, data, 2);
    Echo.train(loaded, data, 2);
    assertThat(loaded.params()).isEqualTo(network.params());
    assertThat(loaded.output(data.getFeatures())).isNotEqualTo(predictions);
  }
}
