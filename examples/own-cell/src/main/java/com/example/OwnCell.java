package com.example;

import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.model.ModelClasses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains a network with a cell of one's own: at each step, it repeats the symbol before. */
public final class OwnCell {

  private static final int SYMBOLS = 3;
  private static final int STEPS = 6;

  private OwnCell() {}

  public static void main(String[] args) throws IOException {
    MultiLayerNetwork network = trained(100);
    System.out.printf("loss %.4f%n", network.score(echo()));
    Path file = Files.createTempFile("network", ".zip");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelArchive.write(network, out);
    }
    System.out.printf("loaded again: loss %.4f%n", load(file).score(echo()));
  }

  static MultiLayerNetwork trained(int updates) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .list()
                .layer(new MinimalGatedUnit.Builder().nIn(SYMBOLS).nOut(16).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(16)
                        .nOut(SYMBOLS)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    DataSet data = echo();
    for (int i = 0; i < updates; i++) {
      network.fit(data);
    }
    return network;
  }

  /** A file may name only known classes; ours is added to the list. */
  static MultiLayerNetwork load(Path file) {
    return ModelArchive.multiLayerNetwork(
        file, ModelClasses.standard().plus(MinimalGatedUnit.class));
  }

  /** Random symbols, one-hot [B, C, T]; the labels are the symbols one step before. */
  static DataSet echo() {
    Random random = new Random(7);
    INDArray symbols = Nd4j.zeros(32, SYMBOLS, STEPS);
    INDArray labels = Nd4j.zeros(32, SYMBOLS, STEPS);
    for (int b = 0; b < 32; b++) {
      int symbol = 0;
      for (int t = 0; t < STEPS; t++) {
        labels.putScalar(b, symbol, t, 1);
        symbol = random.nextInt(SYMBOLS);
        symbols.putScalar(b, symbol, t, 1);
      }
    }
    return new DataSet(symbols, labels);
  }
}
