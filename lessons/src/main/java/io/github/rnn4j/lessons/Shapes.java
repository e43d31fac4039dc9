package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.EncoderDecoder;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.summary.LayerTable;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The same LSTM in three tasks: many to one, many to many, one to many. */
final class Shapes {

  private static final int HIDDEN = 16;
  private static final int SEQUENCES = 64;
  private static final int STEPS = 8;

  private static final String[] WORDS = {"zero", "one", "two", "three", "four", "five"};
  private static final String LETTERS = ".efhinortuvwxz"; // the dot ends a word
  private static final int LONGEST = 6; // "three" and the dot

  private Shapes() {}

  static void run(Notebook page) {
    int epochs = page.epochs(300);
    twoLayers(page);
    manyToOne(page, epochs);
    manyToMany(page, epochs);
    oneToMany(page, epochs);
    oneToManyFromState(page, epochs);
  }

  /** Prints the shapes of a network with two recurrent layers, untrained. */
  private static void twoLayers(Notebook page) {
    MultiLayerNetwork network =
        network(
            new PackedElman.Builder().nIn(64).nOut(32).build(), // every step: [B, 32, T]
            new PackedElman.Builder()
                .nIn(32)
                .nOut(32)
                .result(SequenceResult.LAST_STATE) // [B, 32]
                .build(),
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(32)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build());
    page.heading("Two recurrent layers, and their output for 5 random sequences of 3 steps");
    LayerTable.of(network).lines().forEach(line -> page.print("%s", line.strip()));
    INDArray x = Nd4j.rand(5, 64, 3); // [B, C, T]
    page.print("output %s", Notebook.numbers(network.output(x), 4));
  }

  /** Reads a whole sequence, then answers: does it have more ones than zeros? */
  private static void manyToOne(Notebook page, int epochs) {
    INDArray x = bits(); // [B, 1, T]
    INDArray y = x.mean(2).gt(0.5).castTo(DataType.FLOAT); // [B, 1]
    MultiLayerNetwork network =
        network(
            lstm(1, SequenceResult.LAST_STATE), // [B, H]: only the final state is passed on
            new OutputLayer.Builder(LossFunction.XENT)
                .nIn(HIDDEN)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build());
    page.heading("Many to one: are there more ones than zeros?");
    trainAndPrint(page, network, x, y, epochs);
    page.print("correct answers  %d of %d", correct(network, x, y), y.length());
  }

  /** Answers at every step: does this bit differ from the one before? */
  private static void manyToMany(Notebook page, int epochs) {
    INDArray x = bits(); // [B, 1, T]
    INDArray y = Nd4j.zeros(x.shape()); // [B, 1, T]
    for (int b = 0; b < SEQUENCES; b++) {
      for (int t = 1; t < STEPS; t++) {
        y.putScalar(b, 0, t, Math.abs(x.getDouble(b, 0, t) - x.getDouble(b, 0, t - 1)));
      }
    }
    MultiLayerNetwork network =
        network(
            lstm(1, SequenceResult.EVERY_STEP), // [B, H, T]: the state after every step
            new SequenceOutput.Builder(LossFunction.XENT)
                .nIn(HIDDEN)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build());
    page.heading("Many to many: does each bit differ from the one before?");
    trainAndPrint(page, network, x, y, epochs);
    page.print("correct answers  %d of %d", correct(network, x, y), y.length());
  }

  /** Spells a number: one input, a sequence of letters as output. */
  private static void oneToMany(Notebook page, int epochs) {
    INDArray x = Nd4j.eye(WORDS.length).castTo(DataType.FLOAT); // [B, C]: one-hot
    INDArray y = spelled(""); // [B, V, T]
    MultiLayerNetwork network =
        network(
            new RepeatVector.Builder<>().repetitionFactor(LONGEST).build(), // [B, C, T]
            lstm(WORDS.length, SequenceResult.EVERY_STEP), // [B, H, T]
            letter());
    page.heading("One to many: spell the number");
    trainAndPrint(page, network, x, y, epochs);
    INDArray letters = network.output(x).argMax(1); // [B, T]
    for (int b = 0; b < WORDS.length; b++) {
      StringBuilder word = new StringBuilder();
      for (int t = 0; t < LONGEST; t++) {
        word.append(LETTERS.charAt(letters.getInt(b, t)));
      }
      page.print("%d -> %s", b, word);
    }
  }

  /** Spells a number again: it is the initial state, and each letter is read to write the next. */
  private static void oneToManyFromState(Notebook page, int epochs) {
    INDArray x = Nd4j.eye(WORDS.length).castTo(DataType.FLOAT); // [B, C]: one-hot
    DenseLayer state =
        new DenseLayer.Builder()
            .nIn(WORDS.length)
            .nOut(2 * HIDDEN) // hidden state and cell state
            .activation(Activation.TANH)
            .build();
    GraphBuilder builder =
        configuration()
            .graphBuilder()
            .addInputs("number", "previous")
            .addLayer("state", state, "number");
    InitialStateVertex.addLayer(
        builder, "lstm", lstm(LETTERS.length(), SequenceResult.EVERY_STEP), "previous", "state");
    ComputationGraph graph =
        new ComputationGraph(builder.addLayer("next", letter(), "lstm").setOutputs("next").build());
    graph.init();
    INDArray[] inputs = {x, spelled(".")}; // in training, the letter before is the right one
    INDArray[] labels = {spelled("")};
    for (int epoch = 0; epoch < epochs; epoch++) {
      graph.fit(inputs, labels);
    }
    page.heading("One to many: the number is the initial state");
    page.print("loss             %.4f", graph.score());

    EncoderDecoder model = EncoderDecoder.of(graph, "previous");
    for (int b = 0; b < WORDS.length; b++) {
      StepwiseNetwork.State stream = model.encode(x.getRow(b, true), null);
      StringBuilder word = new StringBuilder(".");
      do {
        int last = LETTERS.indexOf(word.charAt(word.length() - 1));
        float[] probabilities = model.decoder().step(last, stream);
        word.append(LETTERS.charAt(Nd4j.createFromArray(probabilities).argMax().getInt(0)));
      } while (word.length() <= LONGEST && word.charAt(word.length() - 1) != '.');
      page.print("%d -> %s", b, word.substring(1));
    }
  }

  /** Returns the words, one-hot, {@code [B, V, T]}, with the same letters before each of them. */
  private static INDArray spelled(String before) {
    INDArray letters = Nd4j.zeros(WORDS.length, LETTERS.length(), LONGEST);
    for (int b = 0; b < WORDS.length; b++) {
      String word = before + WORDS[b] + ".".repeat(LONGEST);
      for (int t = 0; t < LONGEST; t++) {
        letters.putScalar(b, LETTERS.indexOf(word.charAt(t)), t, 1);
      }
    }
    return letters;
  }

  private static Layer letter() {
    return new SequenceOutput.Builder(LossFunction.MCXENT)
        .nIn(HIDDEN)
        .nOut(LETTERS.length())
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static PackedLstm lstm(int inputs, SequenceResult result) {
    return new PackedLstm.Builder().nIn(inputs).nOut(HIDDEN).result(result).build();
  }

  private static NeuralNetConfiguration.Builder configuration() {
    return new NeuralNetConfiguration.Builder().seed(1).updater(new FusedAdam(0.02));
  }

  private static MultiLayerNetwork network(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = configuration().list();
    Arrays.stream(layers).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static void trainAndPrint(
      Notebook page, MultiLayerNetwork network, INDArray x, INDArray y, int epochs) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(x, y);
    }
    page.print("input            %s", Arrays.toString(x.shape()));
    page.print("output           %s", Arrays.toString(network.output(x).shape()));
    page.print("loss             %.4f", network.score());
  }

  private static int correct(MultiLayerNetwork network, INDArray x, INDArray y) {
    INDArray same = network.output(x).gt(0.5).castTo(DataType.FLOAT).eq(y);
    return same.castTo(DataType.FLOAT).sumNumber().intValue();
  }

  /** Returns random sequences of zeros and ones, {@code [B, 1, T]}. */
  private static INDArray bits() {
    Random random = new Random(1);
    INDArray bits = Nd4j.zeros(SEQUENCES, 1, STEPS);
    for (int b = 0; b < SEQUENCES; b++) {
      for (int t = 0; t < STEPS; t++) {
        bits.putScalar(b, 0, t, random.nextInt(2));
      }
    }
    return bits;
  }
}
