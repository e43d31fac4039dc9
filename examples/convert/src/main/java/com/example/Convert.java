package com.example;

import io.github.rnn4j.convert.PackedNetworks;
import java.io.File;
import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Converts a network of Deeplearning4j to packed layers, trains it further, converts it back. */
public final class Convert {

  private static final int STEPS = 30;

  private Convert() {}

  /** What the conversion keeps, and what the training improves. */
  record Result(double largestDifference, double lossBefore, double lossAfter) {}

  public static void main(String[] args) throws IOException {
    File file = File.createTempFile("network", ".zip");
    existing().save(file, true); // stands for a file that you already have
    Result result = convert(file);
    System.out.printf("largest difference of the outputs: %.1e%n", result.largestDifference());
    System.out.printf(
        "loss %.4f, after more training %.4f%n", result.lossBefore(), result.lossAfter());
  }

  static Result convert(File file) throws IOException {
    DataSet data = waves();
    MultiLayerNetwork theirs = MultiLayerNetwork.load(file, true);
    MultiLayerNetwork packed = PackedNetworks.fromDl4j(theirs);
    INDArray before = theirs.output(data.getFeatures());
    double difference = packed.output(data.getFeatures()).sub(before).amaxNumber().doubleValue();
    double loss = packed.score(data);
    for (int i = 0; i < 30; i++) {
      packed.fit(data); // with the updater's state, as if it had never been saved
    }
    MultiLayerNetwork back = PackedNetworks.toDl4j(packed);
    back.save(file, true); // can be loaded without this library
    return new Result(difference, loss, back.score(data));
  }

  static MultiLayerNetwork existing() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list()
                .layer(new LSTM.Builder().nIn(1).nOut(16).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(16)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    for (int i = 0; i < 10; i++) {
      network.fit(waves());
    }
    return network;
  }

  /** Sine waves with different phases; the labels are the next values. */
  private static DataSet waves() {
    INDArray values = Nd4j.zeros(16, 1, STEPS + 1); // [B, 1, T + 1]
    for (int b = 0; b < 16; b++) {
      for (int t = 0; t <= STEPS; t++) {
        values.putScalar(b, 0, t, Math.sin(b + 0.4 * t));
      }
    }
    return new DataSet(part(values, 0), part(values, 1));
  }

  private static INDArray part(INDArray values, int from) {
    return values
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + STEPS))
        .dup();
  }
}
