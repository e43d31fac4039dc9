package io.github.rnn4j.lessons;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.RandomWindows;
import io.github.rnn4j.batch.WindowOptions;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.SyntheticText;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;

/** From a text to windows of numbers, and from the output of a network back to a text. */
final class Characters {

  private static final int STEPS = 40;
  private static final int EMBEDDING = 128;
  private static final int HIDDEN = 256;

  private Characters() {}

  static void run(Notebook page) {
    TextSource source =
        page.data().map(PlainText::at).orElseGet(() -> new SyntheticText(150_000, 1));
    String text = source.read();
    List<String> characters = new CharacterTokenizer().tokenize(text);
    Vocabulary vocabulary =
        Vocabulary.builder(Set.of())
            .count(characters)
            .sortedByCodePoint() // the index of a character is its place in this order
            .build(VocabularyLimits.NONE);
    Notebook.require(characters.size(), "characters", 1000);
    int[] tokens = vocabulary.encode(characters); // [N]

    page.heading("The text: " + source.name());
    if (source.synthetic()) {
      page.print("The textbook's novel has 1,112,350 characters, 80 of them unique.");
    }
    page.print("Total length %,d, unique characters %d", tokens.length, vocabulary.size());
    int[] first = Arrays.copyOf(tokens, 15);
    int[] then = Arrays.copyOfRange(tokens, 15, 21);
    page.print("%s -> %s", shown(vocabulary, first), Arrays.toString(first));
    page.print("%s -> %s", Arrays.toString(then), shown(vocabulary, then));
    Arrays.stream(tokens, 0, 5).forEach(i -> page.print("%d -> %s", i, shown(vocabulary, i)));

    // A window can begin at every character. Its targets are the same characters, one step later.
    page.heading("The first two windows");
    for (int i = 0; i < 2; i++) {
      page.print("Input (x)   %s", shown(vocabulary, Arrays.copyOfRange(tokens, i, i + STEPS)));
      page.print(
          "Target (y)  %s", shown(vocabulary, Arrays.copyOfRange(tokens, i + 1, i + 1 + STEPS)));
    }

    draw(page, 1, 1, 1, 1);
    draw(page, 1, 1, 1, 3);
    draw(page, 0.5, 1, 1, 3);
    draw(page, 0.1, 1, 1, 3);

    StepwiseNetwork network = StepwiseNetwork.of(trained(page, tokens, vocabulary.size()));

    // The network reads a beginning, one character at a time. Its output then has the probability
    // of each character to be the next.
    String beginning =
        text.contains("The island") ? "The island" : String.join("", characters.subList(0, 10));
    int[] read = vocabulary.encode(new CharacterTokenizer().tokenize(beginning));
    int[] allButOne = Arrays.copyOf(read, read.length - 1);
    StepwiseNetwork.State state = network.start();
    float[] next = {};
    for (int token : allButOne) {
      next = network.step(token, state); // [V]
    }
    page.heading("The next character after " + shown(vocabulary, allButOne));
    for (int token : mostProbable(next, 5)) {
      page.print("%-4s  %.4f", shown(vocabulary, token), next[token]);
    }

    // Generated text: each character is drawn from the output and becomes the next input.
    network.step(read[read.length - 1], state);
    for (double scale : new double[] {1, 2, 0.5}) {
      page.heading("A text with scale " + scale);
      SamplingOptions scaled = SamplingOptions.PLAIN.withScale(scale);
      print(page, beginning + text(network, state.copy(), vocabulary, scaled));
    }
    page.heading("A text of the most probable characters");
    print(page, beginning + text(network, state.copy(), vocabulary, SamplingOptions.GREEDY));
  }

  /** Draws ten classes from the softmax of scaled logits. */
  private static void draw(Notebook page, double scale, float... logits) {
    Sampler sampler = new Sampler(SamplingOptions.PLAIN.withScale(scale), 1);
    int[] draws = IntStream.range(0, 10).map(i -> sampler.next(logits)).toArray();
    page.heading("Logits " + Arrays.toString(logits) + ", scaled by " + scale);
    page.print("Probabilities  %s", Notebook.numbers(sampler.distribution(logits), 4));
    page.print("Ten draws      %s", Arrays.toString(draws));
  }

  /** Trains on minibatches of 64 random windows. Each starts from the zero state. */
  private static MultiLayerNetwork trained(Notebook page, int[] tokens, int vocabularySize) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FusedAdam(0.005))
                .list()
                .layer(
                    new TokenEmbedding.Builder()
                        .nIn(vocabularySize)
                        .nOut(EMBEDDING)
                        .weightInit(WeightInit.NORMAL)
                        .build())
                .layer(new PackedLstm.Builder().nIn(EMBEDDING).nOut(HIDDEN).build())
                .layer(new SequenceOutput.Builder().nIn(HIDDEN).nOut(vocabularySize).build())
                .build());
    network.init();
    WindowOptions options =
        WindowOptions.of(new FeatureEncoding.Indices(vocabularySize)).withSteps(STEPS);
    RandomWindows windows = new RandomWindows(tokens, options, 1, 1);
    page.heading("Loss per character; an epoch is one minibatch, as in the textbook");
    int epochs = page.epochs(400);
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(windows.next()); // features [B, 1, T], labels [B, V, T]
      if (epoch % 50 == 0 || epoch == epochs - 1) {
        page.print("epoch %3d  loss %.4f", epoch, network.score() / STEPS);
      }
    }
    return network;
  }

  private static String text(
      StepwiseNetwork network,
      StepwiseNetwork.State state,
      Vocabulary vocabulary,
      SamplingOptions options) {
    Sampler sampler = new Sampler(options, 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      int token = sampler.next(state.logits());
      text.append(vocabulary.token(token));
      network.step(token, state);
    }
    return text.toString();
  }

  /** Prints a text, with long lines wrapped. */
  private static void print(Notebook page, String text) {
    text.replaceAll("(.{80,90}) ", "$1\n").lines().forEach(line -> page.print("%s", line));
  }

  private static int[] mostProbable(float[] probabilities, int count) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing(token -> -probabilities[token]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static String shown(Vocabulary vocabulary, int... tokens) {
    return "'" + String.join("", vocabulary.decode(tokens)).replace("\n", "\\n") + "'";
  }
}
