package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.EncoderDecoder;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.stateful.TokenSearch;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An encoder and a decoder learn to rewrite dates: March 5, 2021 becomes 2021-03-05. */
final class Dates {

  private static final List<DateTimeFormatter> FORMS =
      List.of(form("MMMM d, yyyy"), form("d MMMM yyyy"), form("MMM d, yyyy"), form("d.M.yyyy"));

  // The characters that are read, and those that are written. The first two of the latter begin
  // and end a date.
  private static final String READ = " ,.0123456789ADFJMNOSabceghilmnoprstuvy";
  private static final String WRITTEN = "^$-0123456789";
  private static final int BEGIN = 0;
  private static final int END = 1;

  private static final int EMBEDDING = 16;
  private static final int HIDDEN = 96;
  private static final int BATCH = 64;
  private static final int UPDATES = 50; // of an epoch

  private Dates() {}

  /** A date as it is read and as it should be written. */
  private record Example(String read, String written) {}

  static void run(Notebook page) {
    Random random = new Random(1);
    Example first = example(random);
    page.heading("An example");
    page.print("read                %s", first.read());
    page.print("should write        %s$", first.written());
    page.print("the decoder reads   ^%s", first.written());

    ComputationGraph graph = network();
    page.heading("Mean loss per minibatch");
    int epochs = page.epochs(20);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double loss = 0;
      for (int i = 0; i < UPDATES; i++) {
        graph.fit(minibatch(random));
        loss += graph.score() / UPDATES;
      }
      page.print("epoch %2d  %.4f", epoch, loss);
    }

    // After training, the decoder reads what it wrote itself.
    EncoderDecoder model = EncoderDecoder.of(graph, "target");
    page.heading("New dates");
    int correct = 0;
    for (int i = 0; i < 200; i++) {
      Example example = example(random);
      String answer = rewrite(model, example.read());
      correct += answer.equals(example.written()) ? 1 : 0;
      if (i < 8) {
        page.print("%-20s -> %s", example.read(), answer);
      }
    }
    page.print("%d of 200 are correct", correct);

    page.heading("What else could it be? The best four answers, with their probabilities");
    for (TokenSearch.Candidate answer :
        TokenSearch.beam(model.decoder(), encode(model, "5 March 2021"), limits(), 4)) {
      page.print("%-11s %.4f", text(answer.tokens()), Math.exp(answer.logProbability()));
    }
  }

  /** The encoder's final state, hidden and cell, is the state in which the decoder starts. */
  private static ComputationGraph network() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new FusedAdam(0.003))
            .graphBuilder()
            .addInputs("source", "target")
            .addLayer("read", embedding(READ), "source") // [B, E, T]
            .addLayer(
                "encoder",
                new PackedLstm.Builder()
                    .nIn(EMBEDDING)
                    .nOut(HIDDEN)
                    .result(SequenceResult.LAST_STATE_AND_CELL)
                    .build(),
                "read") // [B, 2 H]
            .addLayer("previous", embedding(WRITTEN), "target"); // [B, E, T']
    PackedLstm decoder = new PackedLstm.Builder().nIn(EMBEDDING).nOut(HIDDEN).build();
    InitialStateVertex.addLayer(builder, "decoder", decoder, "previous", "encoder"); // [B, H, T']
    builder
        .addLayer(
            "next",
            new SequenceOutput.Builder(LossFunction.SPARSE_MCXENT)
                .nIn(HIDDEN)
                .nOut(WRITTEN.length())
                .build(),
            "decoder") // [B, V, T']
        .setOutputs("next");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  private static TokenEmbedding embedding(String characters) {
    return new TokenEmbedding.Builder().nIn(characters.length()).nOut(EMBEDDING).build();
  }

  /** In training, the decoder reads the right answer, one step late (teacher forcing). */
  private static MultiDataSet minibatch(Random random) {
    List<String> read = new ArrayList<>();
    List<String> previous = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (int b = 0; b < BATCH; b++) {
      Example example = example(random);
      read.add(example.read());
      previous.add("^" + example.written());
      next.add(example.written() + "$");
    }
    INDArray mask = mask(read); // the answers all have the same length
    INDArray labels = indices(next, WRITTEN);
    return new MultiDataSet(
        new INDArray[] {indices(read, READ), indices(previous, WRITTEN)},
        new INDArray[] {labels.reshape(BATCH, 1, labels.size(1))}, // [B, 1, T']
        new INDArray[] {mask, null},
        null);
  }

  private static Example example(Random random) {
    LocalDate date = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(200 * 365));
    return new Example(FORMS.get(random.nextInt(FORMS.size())).format(date), date.toString());
  }

  private static String rewrite(EncoderDecoder model, String date) {
    return text(TokenSearch.greedy(model.decoder(), encode(model, date), limits()));
  }

  private static StepwiseNetwork.State encode(EncoderDecoder model, String date) {
    return model.encode(indices(List.of(date), READ), null);
  }

  private static TokenSearch.Limits limits() {
    return new TokenSearch.Limits(BEGIN, END, 2 * "2021-03-05".length());
  }

  private static String text(int[] tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(WRITTEN.charAt(token));
    }
    return text.toString();
  }

  /** Returns the index of each character, {@code [B, T]}, with zeros after a short text. */
  private static INDArray indices(List<String> texts, String characters) {
    int longest = texts.stream().mapToInt(String::length).max().orElseThrow();
    INDArray indices = Nd4j.zeros(texts.size(), longest);
    for (int b = 0; b < texts.size(); b++) {
      for (int t = 0; t < texts.get(b).length(); t++) {
        indices.putScalar(b, t, characters.indexOf(texts.get(b).charAt(t)));
      }
    }
    return indices;
  }

  private static INDArray mask(List<String> texts) {
    int longest = texts.stream().mapToInt(String::length).max().orElseThrow();
    INDArray mask = Nd4j.zeros(texts.size(), longest);
    for (int b = 0; b < texts.size(); b++) {
      for (int t = 0; t < texts.get(b).length(); t++) {
        mask.putScalar(b, t, 1);
      }
    }
    return mask;
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
