package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.stateful.StepwiseNetworks.Cell;
import io.github.rnn4j.stateful.StepwiseNetworks.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link SequencePredictor} against {@code output} of the network it was made from. */
class SequencePredictorTest {
  private static final int C = 5;
  private static final int H = 13;

  private final Random random = new Random(7);

  @AfterEach
  void forceNoBackend() {
    System.clearProperty(BackendProperty.NAME);
  }

  @ParameterizedTest
  @CsvSource({"ELMAN, ''", "LSTM, ''", "GRU, ''", "ELMAN, plain", "LSTM, plain", "GRU, plain"})
  void everyKindOfLayerAndHeadDoesTheSame(Cell cell, String backend) {
    if (!backend.isEmpty()) {
      System.setProperty(BackendProperty.NAME, backend);
    }
    for (Direction direction : Direction.values()) {
      for (MergeMode merge : MergeMode.values()) {
        for (SequenceResult result : SequenceResult.values()) {
          PackedRecurrentLayer layer = layer(cell, C, H, direction, merge, result);
          for (Layer[] head : heads(layer)) {
            doesTheSame(network(layer, head), layer + " " + Arrays.toString(head));
          }
        }
      }
    }
  }

  private static PackedRecurrentLayer layer(
      Cell cell,
      int inputs,
      int units,
      Direction direction,
      MergeMode merge,
      SequenceResult result) {
    PackedRecurrentLayer.Builder<?> builder =
        switch (cell) {
          case LSTM -> new PackedLstm.Builder();
          case GRU -> new PackedGru.Builder();
          default -> new PackedElman.Builder();
        };
    builder.nIn(inputs).nOut(units);
    return (PackedRecurrentLayer) builder.direction(direction).merge(merge).result(result).build();
  }

  private static List<Layer[]> heads(PackedRecurrentLayer layer) {
    int size = (int) layer.outputSize();
    if (layer.result() == SequenceResult.EVERY_STEP) {
      return List.of(
          new Layer[] {StepwiseNetworks.output(size, Activation.SOFTMAX)},
          new Layer[] {StepwiseNetworks.dl4jOutput(size, Activation.SIGMOID)});
    }
    return List.of(
        new Layer[] {output(size, Activation.IDENTITY)},
        new Layer[] {dense(size, Activation.RELU), output(6, Activation.SIGMOID)},
        new Layer[] {
          dense(size, Activation.TANH), dense(6, Activation.IDENTITY), output(6, Activation.SOFTMAX)
        });
  }

  private static Layer dense(int inputs, Activation activation) {
    return new DenseLayer.Builder().nIn(inputs).nOut(6).activation(activation).build();
  }

  private static Layer output(int inputs, Activation activation) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(3)
        .activation(activation)
        .build();
  }

  private static MultiLayerNetwork network(Layer layer, Layer... head) {
    List<Layer> layers = new ArrayList<>(List.of(layer));
    layers.addAll(List.of(head));
    return StepwiseNetworks.of(DataType.FLOAT, layers.toArray(Layer[]::new));
  }

  private void doesTheSame(MultiLayerNetwork network, String name) {
    doesTheSame(network, name, random.ints(9, 1, 20).toArray());
  }

  /** Compares the outputs for random vectors. */
  private void doesTheSame(MultiLayerNetwork network, String name, int... lengths) {
    PredictedSequences.compare(network, name, random, lengths);
  }

  @Test
  void stackedLayersDoTheSame() {
    Layer[] layers = {
      layer(Cell.LSTM, C, 21, Direction.BIDIRECTIONAL, MergeMode.CONCAT, SequenceResult.EVERY_STEP),
      layer(Cell.GRU, 42, 8, Direction.BIDIRECTIONAL, MergeMode.ADD, SequenceResult.EVERY_STEP),
      layer(Cell.ELMAN, 8, 9, Direction.BACKWARD, MergeMode.ADD, SequenceResult.LAST_STATE),
      output(9, Activation.SOFTMAX)
    };

    doesTheSame(StepwiseNetworks.of(DataType.FLOAT, layers), "stacked");
  }

  /** 65,536 gates at a time are 512 steps of 32 units, padded. */
  @Test
  void longSequencesAreComputedPieceByPiece() {
    for (SequenceResult result : SequenceResult.values()) {
      PackedRecurrentLayer layer =
          layer(Cell.LSTM, C, 30, Direction.BIDIRECTIONAL, MergeMode.CONCAT, result);

      for (Layer[] head : heads(layer)) {
        doesTheSame(network(layer, head), "several", 700, 1, 650, 300, 299, 128);
        doesTheSame(network(layer, head), "one", 1500);
      }
    }
  }

  /** Many sequences are dealt out to the threads, and large products are split. */
  @Test
  void manySequencesAndLargeLayersDoTheSame() {
    PackedRecurrentLayer small =
        layer(
            Cell.GRU, C, 30, Direction.BIDIRECTIONAL, MergeMode.AVERAGE, SequenceResult.LAST_STATE);
    doesTheSame(
        network(small, output(30, Activation.SOFTMAX)), "many", random.ints(300, 1, 60).toArray());
    PackedRecurrentLayer large =
        layer(Cell.LSTM, C, 256, Direction.FORWARD, MergeMode.CONCAT, SequenceResult.EVERY_STEP);
    MultiLayerNetwork network = network(large, StepwiseNetworks.output(256, Activation.SOFTMAX));
    network.params().muli(0.3);
    doesTheSame(network, "large", 40);
    doesTheSame(network, "large", 40, 13, 20, 7);
  }

  @ParameterizedTest
  @CsvSource({"TOKEN_EMBEDDING", "EMBEDDING_SEQUENCE", "ONE_HOT"})
  void tokensDoTheSame(Input input) {
    for (Cell cell : Cell.values()) {
      MultiLayerNetwork network = StepwiseNetworks.create(input, cell, 2);
      int[][] tokens = tokens(StepwiseNetworks.V, 30, 1, 17);
      SequencePredictor predictor = SequencePredictor.of(network);

      float[][][] actual = predictor.predictSteps(tokens);

      for (int b = 0; b < tokens.length; b++) {
        float[][] expected = StepwiseNetworks.timeSteps(network, tokens[b]);
        PredictedSequences.assertClose(
            new float[][][] {actual[b]}, new float[][][] {expected}, input + " " + cell);
        PredictedSequences.assertClose(
            predictor.predictSteps(new int[][] {tokens[b]}),
            new float[][][] {expected},
            input + " " + cell);
      }
    }
  }

  private int[][] tokens(int vocabulary, int... lengths) {
    return IntStream.of(lengths)
        .mapToObj(length -> random.ints(length, 0, vocabulary).toArray())
        .toArray(int[][]::new);
  }

  @Test
  void aTokenWithoutAnEmbeddingIsAOneHotVector() {
    SequencePredictor predictor =
        SequencePredictor.of(StepwiseNetworks.create(Input.ONE_HOT, Cell.GRU, 1));
    int[][] tokens = tokens(StepwiseNetworks.V, 9);
    float[][][] oneHot = new float[1][9][StepwiseNetworks.V];
    for (int t = 0; t < 9; t++) {
      oneHot[0][t][tokens[0][t]] = 1;
    }

    PredictedSequences.assertClose(
        predictor.predictSteps(tokens), predictor.predictSteps(oneHot), "one-hot");
  }

  @Test
  void aPaddingIndexAndAFrozenLayerDoTheSame() {
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.FLOAT,
            new TokenEmbedding.Builder().nIn(4).nOut(C).paddingIndex(0).build(),
            new FrozenLayer(Cell.LSTM.create(C, H)),
            StepwiseNetworks.output(H, Activation.SOFTMAX));
    int[] tokens = {2, 0, 3, 0, 0, 1};

    float[][][] actual = SequencePredictor.of(network).predictSteps(new int[][] {tokens});

    INDArray input = Nd4j.createFromArray(tokens).castTo(DataType.FLOAT).reshape(1, 1, 6);
    float[][] expected = network.output(input).slice(0).transpose().dup('c').toFloatMatrix();
    PredictedSequences.assertClose(actual, new float[][][] {expected}, "padding index");
  }

  @Test
  void elmanInSameDiffAndDoubleNetworksDoTheSame() {
    doesTheSame(
        network(
            new ElmanRnn.Builder().nIn(C).nOut(H).build(),
            StepwiseNetworks.output(H, Activation.SOFTMAX)),
        "SameDiff",
        12);
    PackedRecurrentLayer layer =
        layer(Cell.LSTM, C, H, Direction.BACKWARD, MergeMode.CONCAT, SequenceResult.LAST_STATE);
    doesTheSame(
        StepwiseNetworks.of(DataType.DOUBLE, layer, output(H, Activation.SIGMOID)), "DOUBLE");
  }

  @Test
  void aChainOfVerticesDoesTheSame() {
    PackedRecurrentLayer layer =
        layer(
            Cell.LSTM, C, H, Direction.BIDIRECTIONAL, MergeMode.CONCAT, SequenceResult.LAST_STATE);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .addLayer("states", layer, "x")
                .addLayer("dense", dense(2 * H, Activation.RELU), "states")
                .addLayer("output", output(6, Activation.SIGMOID), "dense")
                .setOutputs("output")
                .build());
    graph.init();
    float[][][] features = {PredictedSequences.vectors(random, 20, C)};
    INDArray input = Nd4j.createFromArray(features).permute(0, 2, 1).dup('c'); // [1, C, T]

    float[][] actual = SequencePredictor.of(graph).predict(features);

    assertThat(actual[0])
        .containsExactly(graph.output(input)[0].getRow(0).toFloatVector(), within(1e-6f));
  }

  @Test
  void manyThreadsGetTheSameBits() throws Exception {
    PackedRecurrentLayer layer =
        layer(
            Cell.LSTM, C, 64, Direction.BIDIRECTIONAL, MergeMode.CONCAT, SequenceResult.LAST_STATE);
    SequencePredictor predictor =
        SequencePredictor.of(network(layer, output(128, Activation.SOFTMAX)));
    List<float[][][]> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int count = i % 3 == 0 ? 1 : 1 + random.nextInt(9);
      calls.add(
          IntStream.range(0, count)
              .mapToObj(b -> PredictedSequences.vectors(random, 1 + random.nextInt(80), C))
              .toArray(float[][][]::new));
    }
    List<float[][]> expected = calls.stream().map(predictor::predict).toList();

    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<float[][]>> tasks = new ArrayList<>();
      for (int i = 0; i < 20 * calls.size(); i++) {
        float[][][] features = calls.get(i % calls.size());
        tasks.add(() -> predictor.predict(features));
      }
      List<Future<float[][]>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isDeepEqualTo(expected.get(i % calls.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void laterTrainingDoesNotChangeIt() {
    MultiLayerNetwork network =
        network(
            layer(Cell.GRU, C, H, Direction.FORWARD, MergeMode.ADD, SequenceResult.LAST_STATE),
            output(H, Activation.SOFTMAX));
    SequencePredictor predictor = SequencePredictor.of(network);
    float[][][] features = {PredictedSequences.vectors(random, 8, C)};
    float[][] before = predictor.predict(features);

    network.fit(
        Nd4j.createFromArray(features).permute(0, 2, 1),
        Nd4j.createFromArray(new float[][] {{1, 0, 0}}));

    assertThat(predictor.predict(features)).isDeepEqualTo(before);
    assertThat(SequencePredictor.of(network).predict(features)[0]).isNotEqualTo(before[0]);
  }

  @Test
  void noSequencesHaveNoOutputs() {
    SequencePredictor predictor =
        SequencePredictor.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 1));

    assertThat(predictor.predictSteps(new int[0][])).isEmpty();
    assertThat(predictor.tokens()).isEqualTo(StepwiseNetworks.V);
    assertThat(predictor.outputs()).isEqualTo(StepwiseNetworks.O);
    assertThat(predictor.yieldsSteps()).isTrue();
  }
}
