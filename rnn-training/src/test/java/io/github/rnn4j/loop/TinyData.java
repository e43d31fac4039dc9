package io.github.rnn4j.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Sequences of random numbers whose sign decides the class, and networks small enough for tests.
 */
public final class TinyData {

  public static final int CHANNELS = 3;
  public static final int STEPS = 5;

  private TinyData() {}

  /** Three minibatches of 4, 4 and 2 sequences; row i of each has 1 + i real steps of 5. */
  public static DataSetIterator iterator() {
    Random random = new Random(7);
    List<DataSet> sequences = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sequences.add(sequence(random, 1 + i % 4));
    }
    return new ListDataSetIterator<>(sequences, 4);
  }

  public static DataSet sequence(Random random, int length) {
    INDArray features = Nd4j.zeros(1, CHANNELS, STEPS); // [1, C, T]
    INDArray mask = Nd4j.zeros(1, STEPS); // [1, T]
    double sum = 0;
    for (int t = 0; t < length; t++) {
      mask.putScalar(0, t, 1);
      for (int c = 0; c < CHANNELS; c++) {
        double x = random.nextGaussian();
        features.putScalar(new int[] {0, c, t}, x);
        sum += x;
      }
    }
    INDArray label = Nd4j.zeros(1, 2).putScalar(0, sum > 0 ? 1 : 0, 1);
    return new DataSet(features, label, mask, null);
  }

  public static MultiLayerNetwork network() {
    return network(new Adam(0.01));
  }

  public static MultiLayerNetwork network(IUpdater updater) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(updater)
            .list()
            .layer(new LastTimeStep(new LSTM.Builder().nOut(4).build()))
            .layer(output())
            .setInputType(InputType.recurrent(CHANNELS))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** The same with half of its inputs and of its states dropped in training. */
  public static MultiLayerNetwork droppingNetwork() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new Adam(0.01))
            .dropOut(0.5)
            .list()
            .layer(new LastTimeStep(new LSTM.Builder().nOut(4).build()))
            .layer(output())
            .setInputType(InputType.recurrent(CHANNELS))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  public static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new LastTimeStep(new LSTM.Builder().nOut(4).build()), "in")
                .addLayer("out", output(), "lstm")
                .setOutputs("out")
                .setInputTypes(InputType.recurrent(CHANNELS))
                .build());
    graph.init();
    return graph;
  }

  /** What listeners are told of a run that has just begun. */
  public static RunControl control(Monitor monitor) {
    return new RunControl(null, 1, monitor, TrainingState.START);
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
