package io.github.rnn4j.stateful;

import static io.github.rnn4j.stateful.StepwiseNetworks.V;
import static io.github.rnn4j.stateful.StepwiseNetworks.timeSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.stateful.StepwiseNetworks.Cell;
import io.github.rnn4j.stateful.StepwiseNetworks.Input;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** {@link StepwiseNetwork} against {@code rnnTimeStep} of the network it was made from. */
class StepwiseNetworkTest {
  private static final int STEPS = 200;

  @AfterEach
  void forceNoEngine() {
    System.clearProperty(BackendProperty.NAME);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void goesOnLikeRnnTimeStep(Cell cell) {
    goesOnLikeRnnTimeStep(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, cell, 1), "1 layer");
    goesOnLikeRnnTimeStep(StepwiseNetworks.create(Input.EMBEDDING_SEQUENCE, cell, 2), "2 layers");
    goesOnLikeRnnTimeStep(StepwiseNetworks.create(Input.ONE_HOT, cell, 3), "3 layers");
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void plainLoopsDoTheSame(Cell cell) {
    System.setProperty(BackendProperty.NAME, "nd4j");

    goesOnLikeRnnTimeStep(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, cell, 2), "embedding");
    goesOnLikeRnnTimeStep(StepwiseNetworks.create(Input.ONE_HOT, cell, 1), "one-hot");
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"SOFTMAX", "SIGMOID", "IDENTITY"})
  void bothOutputLayersDoTheSame(Activation activation) {
    Layer memory = Cell.GRU.create(V, 9);
    Layer ours = StepwiseNetworks.output(9, activation);
    Layer dl4j = StepwiseNetworks.dl4jOutput(9, activation);

    goesOnLikeRnnTimeStep(StepwiseNetworks.of(DataType.FLOAT, memory, ours), "SequenceOutput");
    goesOnLikeRnnTimeStep(StepwiseNetworks.of(DataType.FLOAT, memory, dl4j), "RnnOutputLayer");
  }

  @Test
  void anOutputWithoutABiasDoesTheSame() {
    SequenceOutput output =
        new SequenceOutput.Builder(LossFunction.MSE).nIn(9).nOut(3).hasBias(false).build();

    goesOnLikeRnnTimeStep(
        StepwiseNetworks.of(DataType.FLOAT, Cell.GRU.create(V, 9), output), "without bias");
  }

  @Test
  void doubleNetworksAreComputedInFloat() {
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.DOUBLE,
            Cell.LSTM.create(V, 9),
            StepwiseNetworks.output(9, Activation.SIGMOID));

    goesOnLikeRnnTimeStep(network, "DOUBLE");
  }

  /** 70,000 times 4 gates of 64 units are more than 2^24 numbers. */
  @Test
  void aVocabularyTooLargeForATableIsMultipliedAtEachStep() {
    int vocabulary = 70_000;
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.FLOAT,
            new TokenEmbedding.Builder().nIn(vocabulary).nOut(3).build(),
            Cell.LSTM.create(3, 64),
            StepwiseNetworks.output(64, Activation.SIGMOID));
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();

    int[] tokens = {0, vocabulary - 1, 35_000, 12_345};
    float[][] expected = timeSteps(network, tokens);
    for (int t = 0; t < tokens.length; t++) {
      assertThat(stepwise.step(tokens[t], state)).containsExactly(expected[t], within(1e-5f));
    }
  }

  private static void goesOnLikeRnnTimeStep(MultiLayerNetwork network, String name) {
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    int[] tokens = new Random(1).ints(STEPS, 0, V).toArray();

    float[][] expected = timeSteps(network, tokens);

    assertThat(stepwise.tokens()).isEqualTo(V);
    for (int t = 0; t < STEPS; t++) {
      float[] actual = stepwise.step(tokens[t], state);
      assertThat(actual).as("%s, step %d", name, t).containsExactly(expected[t], within(1e-5f));
    }
  }

  @Test
  void aFrozenLayerGoesOnLikeRnnTimeStep() {
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.FLOAT,
            new FrozenLayer(Cell.LSTM.create(V, 9)),
            StepwiseNetworks.output(9, Activation.SOFTMAX));

    goesOnLikeRnnTimeStep(network, "frozen");
  }

  @Test
  void featuresGoOnLikeRnnTimeStepAndOneHotOnesAreTokens() {
    MultiLayerNetwork network = StepwiseNetworks.create(Input.ONE_HOT, Cell.LSTM, 2);
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    Random random = new Random(1);
    for (int step = 0; step < STEPS; step++) {
      float[] x = new float[V];
      for (int c = 0; c < V; c++) {
        x[c] = (float) random.nextGaussian();
      }
      float[] expected = timeSteps(network, Nd4j.createFromArray(x).reshape(1, V, 1))[0];
      assertThat(stepwise.step(x, state)).containsExactly(expected, within(1e-5f));
    }

    float[] oneHot = new float[V];
    oneHot[4] = 1;
    StepwiseNetwork.State copy = state.copy();
    assertThat(stepwise.step(oneHot, state).clone())
        .containsExactly(stepwise.step(4, copy), within(1e-6f));
  }

  @Test
  void logitsAreTheOutputsBeforeTheActivation() {
    StepwiseNetwork stepwise =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.ONE_HOT, Cell.GRU, 1));
    StepwiseNetwork.State state = stepwise.start();

    float[] probabilities = stepwise.step(3, state);

    double sum = IntStream.range(0, probabilities.length).mapToDouble(probability(state)).sum();
    for (int v = 0; v < probabilities.length; v++) {
      double expected = probability(state).applyAsDouble(v) / sum;
      assertThat((double) probabilities[v]).isCloseTo(expected, within(1e-6));
    }
  }

  private static IntToDoubleFunction probability(StepwiseNetwork.State state) {
    return v -> Math.exp(state.logits()[v]);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"ELMAN", "LSTM", "GRU"})
  void eachOfSeveralStreamsIsLikeAStreamAlone(Cell cell) {
    int streams = 5;
    StepwiseNetwork stepwise =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, cell, 2));
    StepwiseNetwork.State together = stepwise.start(streams);
    List<StepwiseNetwork.State> alone =
        IntStream.range(0, streams).mapToObj(b -> stepwise.start()).toList();
    Random random = new Random(2);
    for (int step = 0; step < 20; step++) {
      int[] tokens = random.ints(streams, 0, V).toArray();

      float[] outputs = stepwise.step(tokens, together);

      int size = stepwise.outputs();
      for (int b = 0; b < streams; b++) {
        float[] expected = stepwise.step(tokens[b], alone.get(b));
        float[] actual = Arrays.copyOfRange(outputs, b * size, (b + 1) * size);
        assertThat(actual).as("step %d, stream %d", step, b).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCopyGoesItsOwnWay() {
    StepwiseNetwork stepwise =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 2));
    StepwiseNetwork.State state = stepwise.start();
    stepwise.step(1, state);

    StepwiseNetwork.State copy = state.copy();
    StepwiseNetwork.State undisturbed = state.copy();

    assertThat(copy.logits()).isEqualTo(state.logits()).isNotSameAs(state.logits());
    for (int token = 0; token < V; token++) {
      stepwise.step(token, copy);
    }
    float[] expected = stepwise.step(2, undisturbed).clone();
    assertThat(stepwise.step(2, state)).isEqualTo(expected);
    assertThat(stepwise.step(2, copy)).isNotEqualTo(expected);
  }

  @Test
  void laterTrainingChangesNothing() {
    MultiLayerNetwork network = StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.ELMAN, 1);
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    float[] before = stepwise.step(3, stepwise.start()).clone();

    network.params().muli(2);

    assertThat(stepwise.step(3, stepwise.start())).isEqualTo(before);
    StepwiseNetwork again = StepwiseNetwork.of(network);
    assertThat(again.step(3, again.start())).isNotEqualTo(before);
  }

  /** Their recurrent weights, 512 KB and more, are shared with the second thread. */
  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"ELMAN", "LSTM", "GRU"})
  void largeLayersGoOnLikeRnnTimeStepInSeveralThreads(Cell cell) throws Exception {
    int units = cell == Cell.ELMAN ? 530 : 300;
    MultiLayerNetwork network =
        StepwiseNetworks.of(
            DataType.FLOAT,
            cell.create(V, units),
            StepwiseNetworks.output(units, Activation.SIGMOID));
    network.params().muli(0.2);
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);

    int[] tokens = IntStream.range(0, STEPS).map(step -> step % V).toArray();
    float[] expected = timeSteps(network, tokens)[STEPS - 1];

    float[] alone = last(stepwise);
    assertThat(alone).containsExactly(expected, within(1e-5f));
    for (float[] together : lastInThreads(stepwise, 3)) {
      assertThat(together).as("bits").isEqualTo(alone);
    }
  }

  private static float[] last(StepwiseNetwork stepwise) throws InterruptedException {
    StepwiseNetwork.State state = stepwise.start();
    float[] output = new float[0];
    for (int step = 0; step < STEPS; step++) {
      output = stepwise.step(step % V, state);
      if (step % 50 == 0) {
        Thread.sleep(2); // long enough for the second thread to fall asleep
      }
    }
    return output;
  }

  private static List<float[]> lastInThreads(StepwiseNetwork stepwise, int threads)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<float[]>> results =
          IntStream.range(0, threads).mapToObj(i -> pool.submit(() -> last(stepwise))).toList();
      return List.of(results.get(0).get(), results.get(1).get(), results.get(2).get());
    } finally {
      pool.shutdown();
    }
  }

  /** In plain loops: the first steps in vectors allocate until they are compiled. */
  @Test
  void aStepAllocatesNothing() {
    System.setProperty(BackendProperty.NAME, "nd4j");
    StepwiseNetwork stepwise =
        StepwiseNetwork.of(StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.LSTM, 2));
    StepwiseNetwork.State state = stepwise.start();
    stepwise.step(0, state);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    for (int i = 0; i < 1000; i++) {
      stepwise.step(i % V, state);
    }

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(8000); // the smallest object in each step has 16 bytes
  }

  @Test
  void aGraphThatIsAChainGoesOnLikeTheNetwork() {
    MultiLayerNetwork network = StepwiseNetworks.create(Input.TOKEN_EMBEDDING, Cell.GRU, 1);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("tokens")
                .addLayer("vectors", layer(network, 0), "tokens")
                .addLayer("memory", layer(network, 1), "vectors")
                .addLayer("output", layer(network, 2), "memory")
                .setOutputs("output")
                .build());
    graph.init(network.params().dup(), false);
    StepwiseNetwork ofNetwork = StepwiseNetwork.of(network);
    StepwiseNetwork ofGraph = StepwiseNetwork.of(graph);
    StepwiseNetwork.State expected = ofNetwork.start();
    StepwiseNetwork.State actual = ofGraph.start();

    for (int token = 0; token < V; token++) {
      assertThat(ofGraph.step(token, actual)).isEqualTo(ofNetwork.step(token, expected));
    }
  }

  private static Layer layer(MultiLayerNetwork network, int i) {
    return network.getLayerWiseConfigurations().getConf(i).getLayer();
  }
}
