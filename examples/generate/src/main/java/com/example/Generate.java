package com.example;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.StepwiseNetwork;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trains a language model of characters and generates text one step at a time. */
public final class Generate {

  static final String TEXT =
      """
      there was an old man with a beard,
      who said, it is just as i feared!
      two owls and a hen,
      four larks and a wren,
      have all built their nests in my beard!
      """; // Edward Lear, 1846

  private static final int STEPS = 20;
  private static final int BATCH = 32;

  private Generate() {}

  public static void main(String[] args) {
    System.out.println(text(120));
  }

  static String text(int length) {
    String characters =
        TEXT.chars()
            .distinct()
            .sorted()
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    MultiLayerNetwork network = network(characters.length());
    Random random = new Random(1);
    for (int update = 0; update < 150; update++) {
      network.fit(minibatch(characters, random));
    }

    // StepwiseNetwork prepares the weights once; each step then takes microseconds.
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    StringBuilder written = new StringBuilder("t");
    while (written.length() < length) {
      char last = written.charAt(written.length() - 1);
      float[] probabilities = stepwise.step(characters.indexOf(last), state); // [V]
      written.append(characters.charAt(draw(probabilities, random)));
    }
    return written.toString();
  }

  private static int draw(float[] probabilities, Random random) {
    double left = random.nextDouble();
    int token = 0;
    while (token < probabilities.length - 1 && left >= probabilities[token]) {
      left -= probabilities[token++];
    }
    return token;
  }

  private static MultiLayerNetwork network(int characters) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FusedAdam(0.01))
                .list()
                .layer(new TokenEmbedding.Builder().nIn(characters).nOut(16).build())
                .layer(new PackedGru.Builder().nIn(16).nOut(64).build()) // [B, 64, T]
                .layer(
                    new SequenceOutput.Builder(LossFunction.SPARSE_MCXENT)
                        .nIn(64)
                        .nOut(characters)
                        .build()) // [B, V, T]
                .build());
    network.init();
    return network;
  }

  /** Random windows of the text; the labels are the characters one step later. */
  private static DataSet minibatch(String characters, Random random) {
    INDArray features = Nd4j.zeros(BATCH, 1, STEPS); // indices, [B, 1, T]
    INDArray labels = Nd4j.zeros(BATCH, 1, STEPS);
    for (int b = 0; b < BATCH; b++) {
      int start = random.nextInt(TEXT.length() - STEPS);
      for (int t = 0; t < STEPS; t++) {
        features.putScalar(b, 0, t, characters.indexOf(TEXT.charAt(start + t)));
        labels.putScalar(b, 0, t, characters.indexOf(TEXT.charAt(start + t + 1)));
      }
    }
    return new DataSet(features, labels);
  }
}
