package io.github.rnn4j.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A training of five minibatches that takes milliseconds. */
final class TinyTraining {

  private TinyTraining() {}

  static MultiLayerNetwork network(double learningRate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(learningRate))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Five minibatches of two rows. */
  static Minibatches minibatches() {
    DataSet rows =
        new DataSet(
            Nd4j.linspace(1, 10, 10).reshape(10, 1), Nd4j.linspace(3, 21, 10).reshape(10, 1));
    return Minibatches.of(new ListDataSetIterator<>(rows.asList(), 2));
  }

  static Training<MultiLayerNetwork> of(Minibatches minibatches, double rate) {
    return of(minibatches, rate, () -> {});
  }

  static Training<MultiLayerNetwork> of(MultiLayerNetwork network, Minibatches minibatches) {
    return of(network, minibatches, () -> {});
  }

  static Training<MultiLayerNetwork> of(
      Minibatches minibatches, double rate, Runnable beforeValidation) {
    return of(network(rate), minibatches, beforeValidation);
  }

  private static Training<MultiLayerNetwork> of(
      MultiLayerNetwork trained, Minibatches minibatches, Runnable beforeValidation) {
    return new Training<>(
        trained,
        minibatches,
        network -> {
          beforeValidation.run();
          return Map.of("loss", 1.0);
        },
        Monitor.lowest("loss"));
  }

  static Console console() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return new Console(InputStream.nullInputStream(), nowhere, nowhere, () -> 0);
  }
}
