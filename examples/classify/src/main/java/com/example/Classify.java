package com.example;

import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.FusedAdam;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Classifies sequences of different lengths that you have as Java arrays. Here they are movements
 * in a plane, clockwise or counterclockwise; replace {@link #movements} by your own data.
 */
public final class Classify {

  private static final int FEATURES = 2; // x and y
  private static final int CLASSES = 2;

  private Classify() {}

  /** A sequence of steps, each with its features, and its class. */
  record Sequence(float[][] steps, int label) {}

  public static void main(String[] args) {
    System.out.printf("%.1f %% of the test sequences are classified correctly%n", 100 * accuracy());
  }

  static double accuracy() {
    Random random = new Random(1);
    List<Sequence> training = movements(random, 512);
    List<Sequence> test = movements(random, 200);

    MultiLayerNetwork network = network();
    for (int epoch = 0; epoch < 10; epoch++) {
      for (int from = 0; from < training.size(); from += 32) {
        network.fit(minibatch(training.subList(from, from + 32)));
      }
    }

    DataSet all = minibatch(test);
    INDArray probabilities =
        network.output(all.getFeatures(), false, all.getFeaturesMaskArray(), null); // [B, classes]
    INDArray predicted = probabilities.argMax(1); // [B]
    int correct = 0;
    for (int b = 0; b < test.size(); b++) {
      correct += predicted.getInt(b) == test.get(b).label() ? 1 : 0;
    }
    return (double) correct / test.size();
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FusedAdam(0.01))
                .list()
                .layer(
                    new PackedLstm.Builder()
                        .nIn(FEATURES)
                        .nOut(16)
                        .result(SequenceResult.LAST_STATE) // [B, 16], after the last real step
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(16)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Pads the sequences to the same length. The mask has a 1 for each real step. */
  private static DataSet minibatch(List<Sequence> sequences) {
    int longest = sequences.stream().mapToInt(s -> s.steps().length).max().orElseThrow();
    INDArray features = Nd4j.zeros(sequences.size(), FEATURES, longest); // [B, C, T]
    INDArray mask = Nd4j.zeros(sequences.size(), longest); // [B, T]
    INDArray labels = Nd4j.zeros(sequences.size(), CLASSES); // [B, classes], one-hot
    for (int b = 0; b < sequences.size(); b++) {
      float[][] steps = sequences.get(b).steps();
      for (int t = 0; t < steps.length; t++) {
        for (int c = 0; c < FEATURES; c++) {
          features.putScalar(b, c, t, steps[t][c]);
        }
        mask.putScalar(b, t, 1);
      }
      labels.putScalar(b, sequences.get(b).label(), 1);
    }
    return new DataSet(features, labels, mask, null);
  }

  /** Returns circles with noise, of 8 to 40 steps. */
  private static List<Sequence> movements(Random random, int count) {
    List<Sequence> movements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(2);
      double angle = 2 * Math.PI * random.nextDouble();
      float[][] steps = new float[8 + random.nextInt(33)][];
      for (int t = 0; t < steps.length; t++) {
        angle += label == 0 ? 0.3 : -0.3;
        steps[t] =
            new float[] {
              (float) (Math.cos(angle) + 0.2 * random.nextGaussian()),
              (float) (Math.sin(angle) + 0.2 * random.nextGaussian())
            };
      }
      movements.add(new Sequence(steps, label));
    }
    return movements;
  }
}
