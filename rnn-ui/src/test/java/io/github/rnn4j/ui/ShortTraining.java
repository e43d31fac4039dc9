package io.github.rnn4j.ui;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.optimizer.LazyAdam;
import io.github.rnn4j.stateful.StreamNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Real trainings of a few seconds, of the kinds of networks that the applications have. */
final class ShortTraining {

  private static final int TOKENS = 12;
  private static final int STEPS = 6;
  private static final int ROWS = 8;

  private ShortTraining() {}

  /** A chain that carries its state, with every kind of layer that steps through time. */
  static StreamNetwork stream() {
    StreamNetwork network =
        new StreamNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.FLOAT)
                .updater(new FusedAdam(0.01))
                .list()
                .layer(embedding())
                .layer(new PackedLstm.Builder().name("lstm").nIn(5).nOut(6).build())
                .layer(new PackedGru.Builder().name("gru").nIn(6).nOut(6).build())
                .layer(new PackedElman.Builder().name("elman").nIn(6).nOut(6).build())
                .layer(new ElmanRnn.Builder().name("elmanRnn").nIn(6).nOut(6).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MCXENT)
                        .name("output")
                        .nIn(6)
                        .nOut(TOKENS)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(STEPS)
                .build());
    network.init();
    return network;
  }

  /** A graph that classifies sequences. */
  static ComputationGraph graph() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.FLOAT)
                .updater(new FusedAdam(0.01))
                .graphBuilder()
                .addInputs("review")
                .addLayer("embedding", embedding(), "review")
                .addLayer(
                    "recurrent1",
                    new PackedLstm.Builder()
                        .nIn(5)
                        .nOut(6)
                        .direction(Direction.BIDIRECTIONAL)
                        .result(SequenceResult.LAST_STATE)
                        .build(),
                    "embedding")
                .addLayer(
                    "output",
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(12)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "recurrent1")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }

  private static TokenEmbedding embedding() {
    return new TokenEmbedding.Builder()
        .name("embedding")
        .nIn(TOKENS)
        .nOut(5)
        .updater(new LazyAdam(0.01))
        .build();
  }

  /** Trains; the same network gets the same minibatches. */
  static <N extends Model & NeuralNetwork> void train(
      N network, int minibatches, RunListener... listeners) {
    Random random = new Random(7);
    List<DataSet> epoch = new ArrayList<>();
    for (int i = 0; i < minibatches; i++) {
      epoch.add(minibatch(network instanceof ComputationGraph, random));
    }
    Minibatches data = number -> new ExistingDataSetIterator(epoch);
    new Training<>(network, data, trained -> Map.of("loss", 1.0), Monitor.lowest("loss"))
        .run(1, listeners);
  }

  /** Tokens; the label is the next token, or whether the first token is in the lower half. */
  private static DataSet minibatch(boolean classes, Random random) {
    INDArray tokens = Nd4j.create(DataType.FLOAT, ROWS, 1, STEPS);
    INDArray next = Nd4j.create(DataType.FLOAT, ROWS, TOKENS, STEPS);
    INDArray low = Nd4j.create(DataType.FLOAT, ROWS, 1);
    for (int row = 0; row < ROWS; row++) {
      int first = random.nextInt(TOKENS);
      low.putScalar(row, 0, first < TOKENS / 2 ? 1 : 0);
      for (int t = 0; t < STEPS; t++) {
        tokens.putScalar(row, 0, t, (first + t) % TOKENS);
        next.putScalar(new int[] {row, (first + t + 1) % TOKENS, t}, 1);
      }
    }
    if (classes) {
      return new DataSet(tokens, low, Nd4j.ones(DataType.FLOAT, ROWS, STEPS), null);
    }
    return new DataSet(tokens, next);
  }
}
