package io.github.rnn4j.stateful;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.FusedAdam;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class EncoderDecoderTest {

  private static final int SYMBOLS = 5; // 0 begins, 1 ends, 2 to 4 are letters
  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int LONGEST = 3;
  private static final int UNITS = 24;
  private static final TokenSearch.Limits LIMITS = new TokenSearch.Limits(BEGIN, END, 8);

  private static GraphBuilder encoder(int seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new FusedAdam(0.02))
        .graphBuilder()
        .addInputs("source", "target")
        .addLayer("letters", new TokenEmbedding.Builder().nIn(SYMBOLS).nOut(6).build(), "source")
        .addLayer(
            "encoder",
            new PackedLstm.Builder()
                .nIn(6)
                .nOut(UNITS)
                .direction(Direction.BIDIRECTIONAL)
                .merge(MergeMode.ADD)
                .result(SequenceResult.LAST_STATE_AND_CELL)
                .build(),
            "letters")
        .addLayer("previous", new TokenEmbedding.Builder().nIn(SYMBOLS).nOut(6).build(), "target");
  }

  private static ComputationGraph graph(GraphBuilder builder, String below) {
    return graph(builder, below, RNNFormat.NCW);
  }

  private static ComputationGraph graph(GraphBuilder builder, String below, RNNFormat format) {
    builder
        .addLayer(
            "output",
            new SequenceOutput.Builder(LossFunction.MCXENT)
                .nIn(UNITS)
                .nOut(SYMBOLS)
                .activation(Activation.SOFTMAX)
                .dataFormat(format)
                .build(),
            below)
        .setOutputs("output");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  /** An encoder and a decoder of two layers, of which the upper one starts from zeros. */
  private static ComputationGraph twoLayers() {
    GraphBuilder builder = encoder(3);
    PackedLstm lower = new PackedLstm.Builder().nIn(6).nOut(UNITS).build();
    InitialStateVertex.addLayer(builder, "decoder", lower, "previous", "encoder");
    builder.addLayer("upper", new PackedGru.Builder().nIn(UNITS).nOut(UNITS).build(), "decoder");
    return graph(builder, "upper");
  }

  private static ComputationGraph oneLayer() {
    GraphBuilder builder = encoder(3);
    PackedLstm lower = new PackedLstm.Builder().nIn(6).nOut(UNITS).build();
    InitialStateVertex.addLayer(builder, "decoder", lower, "previous", "encoder");
    return graph(builder, "decoder");
  }

  @Test
  void stepsOfTheDecoderEqualTheGraph() {
    ComputationGraph graph = twoLayers();
    INDArray source = Nd4j.create(new double[][] {{2, 3, 4, 2}, {4, 3, 0, 0}});
    INDArray mask = Nd4j.create(new double[][] {{1, 1, 1, 1}, {1, 1, 0, 0}});
    int[][] target = {{0, 2, 3}, {0, 4, 4}};
    graph.setLayerMaskArrays(new INDArray[] {mask, null}, null);
    INDArray expected =
        graph.output(source, Nd4j.createFromArray(target).castTo(mask.dataType()))[0];
    graph.clearLayerMaskArrays();

    EncoderDecoder model = EncoderDecoder.of(graph, "target");
    StepwiseNetwork.State state = model.encode(source, mask);

    for (int t = 0; t < 3; t++) {
      float[] actual = model.decoder().step(new int[] {target[0][t], target[1][t]}, state);
      for (int b = 0; b < 2; b++) {
        for (int v = 0; v < SYMBOLS; v++) {
          assertThat((double) actual[b * SYMBOLS + v])
              .isCloseTo(expected.getDouble(b, v, t), within(1e-5));
        }
      }
    }
  }

  @Test
  void frozenLayersOfTheDecoderHaveStates() {
    GraphBuilder builder = encoder(3);
    PackedLstm lower = new PackedLstm.Builder().nIn(6).nOut(UNITS).build();
    InitialStateVertex.addLayer(builder, "decoder", lower, "previous", "encoder");
    PackedGru upper = new PackedGru.Builder().nIn(UNITS).nOut(UNITS).build();
    ComputationGraph graph =
        graph(builder.addLayer("upper", new FrozenLayer(upper), "decoder"), "upper");
    INDArray source = Nd4j.create(new double[][] {{2, 3}, {4, 3}});

    assertFirstStepEqualsTheGraph(graph, source, Nd4j.zeros(2, 1));
  }

  @Test
  void decoderCanReadOneHotVectorsInEitherFormat() {
    for (RNNFormat format : RNNFormat.values()) {
      GraphBuilder builder = encoder(3);
      PackedLstm decoder =
          new PackedLstm.Builder().nIn(SYMBOLS).nOut(UNITS).dataFormat(format).build();
      InitialStateVertex.addLayer(builder, "decoder", decoder, "target", "encoder");
      builder.removeVertex("previous", false);
      ComputationGraph graph = graph(builder, "decoder", format);
      boolean stepsFirst = format == RNNFormat.NWC;
      INDArray begin =
          Nd4j.zeros(stepsFirst ? new int[] {1, 1, SYMBOLS} : new int[] {1, SYMBOLS, 1});
      begin.putScalar(BEGIN, 1);

      assertFirstStepEqualsTheGraph(graph, row(new int[] {2, 3}), begin);
    }
  }

  /** Steps each sequence in a stream of its own. */
  private static void assertFirstStepEqualsTheGraph(
      ComputationGraph graph, INDArray source, INDArray target) {
    INDArray expected = graph.output(source, target)[0].reshape(source.size(0), SYMBOLS);
    EncoderDecoder model = EncoderDecoder.of(graph, "target");
    StepwiseNetwork.State all = model.encode(source, null);

    assertThat(all.streams()).isEqualTo((int) source.size(0));
    for (int b = 0; b < all.streams(); b++) {
      float[] actual = model.decoder().step(BEGIN, all.stream(b));
      assertThat(actual).containsExactly(expected.getRow(b).toFloatVector(), offset(1e-5f));
    }
    assertThatThrownBy(() -> all.stream(all.streams()))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void learnsToReverseAWord() {
    ComputationGraph graph = oneLayer();
    Random random = new Random(1);
    for (int i = 0; i < 150; i++) {
      graph.fit(words(random, 32));
    }

    EncoderDecoder model = EncoderDecoder.of(graph, "target");
    int right = 0;
    for (int i = 0; i < 50; i++) {
      int[] word = word(random);
      StepwiseNetwork.State state = model.encode(row(word), null);
      int[] answer = TokenSearch.greedy(model.decoder(), state, LIMITS);
      right += Arrays.equals(answer, reversed(word)) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(45);
  }

  private static INDArray row(int[] tokens) {
    INDArray row = Nd4j.zeros(1, tokens.length);
    for (int t = 0; t < tokens.length; t++) {
      row.putScalar(0, t, tokens[t]);
    }
    return row;
  }

  private static int[] word(Random random) {
    return random.ints(1 + random.nextInt(LONGEST), 2, SYMBOLS).toArray();
  }

  private static int[] reversed(int[] word) {
    int[] reversed = new int[word.length];
    for (int i = 0; i < word.length; i++) {
      reversed[i] = word[word.length - 1 - i];
    }
    return reversed;
  }

  private static MultiDataSet words(Random random, int batch) {
    INDArray source = Nd4j.zeros(batch, LONGEST);
    INDArray sourceMask = Nd4j.zeros(batch, LONGEST);
    INDArray target = Nd4j.zeros(batch, LONGEST + 1);
    INDArray targetMask = Nd4j.zeros(batch, LONGEST + 1);
    INDArray labels = Nd4j.zeros(batch, SYMBOLS, LONGEST + 1);
    for (int b = 0; b < batch; b++) {
      int[] word = word(random);
      int[] answer = reversed(word);
      for (int t = 0; t <= word.length; t++) {
        if (t < word.length) {
          source.putScalar(b, t, word[t]);
          sourceMask.putScalar(b, t, 1);
        }
        target.putScalar(b, t, t == 0 ? BEGIN : answer[t - 1]);
        targetMask.putScalar(b, t, 1);
        labels.putScalar(b, t < word.length ? answer[t] : END, t, 1);
      }
    }
    return new MultiDataSet(
        new INDArray[] {source, target},
        new INDArray[] {labels},
        new INDArray[] {sourceMask, targetMask},
        new INDArray[] {targetMask});
  }

  @Test
  void graphsThatCannotBeTakenApartAreRefused() {
    assertThatThrownBy(() -> EncoderDecoder.of(oneLayer(), "letters"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inputs [source, target]")
        .hasMessageContaining("one is letters");
    assertThatThrownBy(() -> EncoderDecoder.of(oneLayer(), "source"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Vertex encoder is an input of [decoder]");
  }

  @Test
  void searchStopsAtTheMaximumLengthAndKeepsTheState() {
    EncoderDecoder model = EncoderDecoder.of(oneLayer(), "target");
    StepwiseNetwork.State state = model.encode(row(new int[] {2, 3}), null);
    TokenSearch.Limits short3 = new TokenSearch.Limits(BEGIN, END, 3);

    List<TokenSearch.Candidate> first = TokenSearch.beam(model.decoder(), state, short3, 4);
    List<TokenSearch.Candidate> again = TokenSearch.beam(model.decoder(), state, short3, 4);

    assertThat(first).hasSize(4).allMatch(candidate -> candidate.tokens().length <= 3);
    assertThat(first).isSortedAccordingTo((a, b) -> Double.compare(b.perToken(), a.perToken()));
    for (int i = 0; i < first.size(); i++) {
      assertThat(again.get(i).tokens()).isEqualTo(first.get(i).tokens());
      assertThat(first.get(i).tokens()).doesNotContain(BEGIN, END);
    }
    assertThatThrownBy(() -> TokenSearch.beam(model.decoder(), state, short3, 0))
        .hasMessageContaining("width is 0");
    assertThatThrownBy(() -> new TokenSearch.Limits(BEGIN, END, 0))
        .hasMessageContaining("longest is 0");
  }

  @Test
  void stateOfTheWrongLengthIsRefused() {
    StepwiseNetwork decoder = EncoderDecoder.of(oneLayer(), "target").decoder();

    assertThat(decoder.stateSize()).isEqualTo(2 * UNITS);
    assertThatThrownBy(() -> decoder.start(new float[50]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50 state numbers")
        .hasMessageContaining("requires 48");
  }
}
