package com.example;

import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A toy problem that needs memory: at each step, say the symbol of the step before. */
final class Echo {
  static final int SYMBOLS = 3;
  static final int STEPS = 6;

  private Echo() {}

  static MultiLayerNetwork network() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.02))
            .list()
            .layer(new ElmanRnn.Builder().nOut(16).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(SYMBOLS)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(SYMBOLS, RNNFormat.NCW))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** One-hot symbols [B, 3, T]; the labels are the same symbols one step later, after a symbol 0. */
  static DataSet data(int batch) {
    INDArray symbols = Nd4j.create(DataType.FLOAT, batch, SYMBOLS, STEPS);
    INDArray labels = Nd4j.create(DataType.FLOAT, batch, SYMBOLS, STEPS);
    Random random = new Random(7);
    for (int b = 0; b < batch; b++) {
      int symbol = 0;
      for (int t = 0; t < STEPS; t++) {
        labels.putScalar(new int[] {b, symbol, t}, 1);
        symbol = random.nextInt(SYMBOLS);
        symbols.putScalar(new int[] {b, symbol, t}, 1);
      }
    }
    return new DataSet(symbols, labels);
  }

  static void train(MultiLayerNetwork network, DataSet data, int iterations) {
    for (int i = 0; i < iterations; i++) {
      network.fit(data);
    }
  }
}
