package com.example;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.EncoderDecoder;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.stateful.TokenSearch;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An encoder and a decoder learn to write words backwards. */
public final class Translate {

  static final String LETTERS = "^$abcde"; // begin, end, letters
  private static final int BEGIN = 0;
  private static final int END = 1;
  private static final int LONGEST = 4;
  private static final int BATCH = 64;
  private static final int UNITS = 48;

  private final EncoderDecoder model;

  private Translate(EncoderDecoder model) {
    this.model = model;
  }

  public static void main(String[] args) {
    Translate translate = trained(400);
    for (String word : new String[] {"abc", "deed", "cab", "e"}) {
      System.out.println(word + " -> " + translate.of(word));
    }
  }

  static Translate trained(int updates) {
    ComputationGraph graph = graph();
    Random random = new Random(1);
    for (int i = 0; i < updates; i++) {
      graph.fit(minibatch(random));
    }
    return new Translate(EncoderDecoder.of(graph, "target"));
  }

  /** Reads a word, then writes the most probable letter at each step. */
  String of(String word) {
    INDArray source = Nd4j.zeros(1, word.length()); // indices, [B, T]
    for (int t = 0; t < word.length(); t++) {
      source.putScalar(0, t, LETTERS.indexOf(word.charAt(t)));
    }
    StepwiseNetwork.State state = model.encode(source, null);
    StringBuilder answer = new StringBuilder();
    TokenSearch.Limits limits = new TokenSearch.Limits(BEGIN, END, 2 * LONGEST);
    for (int token : TokenSearch.greedy(model.decoder(), state, limits)) {
      answer.append(LETTERS.charAt(token));
    }
    return answer.toString();
  }

  private static ComputationGraph graph() {
    int letters = LETTERS.length();
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new FusedAdam(0.01))
            .graphBuilder()
            .addInputs("source", "target")
            .addLayer("read", new TokenEmbedding.Builder().nIn(letters).nOut(8).build(), "source")
            .addLayer(
                "encoder",
                new PackedLstm.Builder()
                    .nIn(8)
                    .nOut(UNITS)
                    .result(SequenceResult.LAST_STATE_AND_CELL) // [B, 2 UNITS]
                    .build(),
                "read")
            .addLayer(
                "previous", new TokenEmbedding.Builder().nIn(letters).nOut(8).build(), "target");
    PackedLstm decoder = new PackedLstm.Builder().nIn(8).nOut(UNITS).build();
    InitialStateVertex.addLayer(builder, "decoder", decoder, "previous", "encoder");
    builder
        .addLayer(
            "next",
            new SequenceOutput.Builder(LossFunction.SPARSE_MCXENT).nIn(UNITS).nOut(letters).build(),
            "decoder")
        .setOutputs("next");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  /** In training, the decoder reads the right answer, one step late. */
  private static MultiDataSet minibatch(Random random) {
    INDArray source = Nd4j.zeros(BATCH, LONGEST);
    INDArray sourceMask = Nd4j.zeros(BATCH, LONGEST);
    INDArray target = Nd4j.zeros(BATCH, LONGEST + 1);
    INDArray targetMask = Nd4j.zeros(BATCH, LONGEST + 1);
    INDArray labels = Nd4j.zeros(BATCH, 1, LONGEST + 1);
    for (int b = 0; b < BATCH; b++) {
      int length = 1 + random.nextInt(LONGEST);
      int[] word = random.ints(length, 2, LETTERS.length()).toArray();
      for (int t = 0; t < length; t++) {
        source.putScalar(b, t, word[t]);
        sourceMask.putScalar(b, t, 1);
      }
      for (int t = 0; t <= length; t++) {
        target.putScalar(b, t, t == 0 ? BEGIN : word[length - t]);
        labels.putScalar(b, 0, t, t == length ? END : word[length - 1 - t]);
        targetMask.putScalar(b, t, 1);
      }
    }
    return new MultiDataSet(
        new INDArray[] {source, target},
        new INDArray[] {labels},
        new INDArray[] {sourceMask, targetMask},
        new INDArray[] {targetMask});
  }
}
