package io.github.rnn4j.lessons;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.RandomWindows;
import io.github.rnn4j.batch.WindowOptions;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.RmsProp;

/** An Elman network learns names of dinosaurs, character by character. */
final class Dinosaurs {

  private static final int HIDDEN = 256;
  private static final int STEPS = 25;

  private Dinosaurs() {}

  static void run(Notebook page) {
    String text =
        page.data().map(file -> PlainText.at(file).read()).orElseGet(Dinosaurs::inventedNames);
    List<String> characters = new CharacterTokenizer().tokenize(text.toLowerCase(Locale.ROOT));
    Vocabulary vocabulary =
        Vocabulary.builder(Set.of())
            .count(characters)
            .sortedByCodePoint()
            .build(VocabularyLimits.NONE);
    Notebook.require(characters.size(), "characters", 1601); // 64 windows of 25, and one more
    int[] tokens = vocabulary.encode(characters); // [N]

    // Windows of 25 characters that follow one another without overlapping. Each starts from the
    // zero state, and its targets are its characters shifted by one. The last windows, fewer than
    // a batch of 64, are not used.
    WindowOptions options =
        WindowOptions.of(new FeatureEncoding.Indices(vocabulary.size())) // [B, 1, T]
            .withSteps(STEPS)
            .withBatchSize(64);
    RandomWindows windows = RandomWindows.inOrder(tokens, options);

    page.heading("The text");
    if (page.data().isEmpty()) {
      page.print("Invented names. The tutorial's file has 19,909 characters, 27 distinct.");
    }
    page.print("%,d characters, %d distinct", tokens.length, vocabulary.size());
    page.print("%d windows, %d updates per epoch", windows.windows(), windows.minibatchesPerPass());

    MultiLayerNetwork network = network(vocabulary.size());
    GradientNorm norm = GradientNorm.clippedAt(3);
    network.addListeners(norm);
    Sampler sampler = new Sampler(SamplingOptions.PLAIN, 1);

    page.heading("Means of an epoch: loss per character, norm of the gradient; and a text");
    int epochs = page.epochs(100);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double loss = 0;
      double gradient = 0;
      for (int i = 0; i < windows.minibatchesPerPass(); i++) {
        network.fit(windows.next());
        loss += network.score() / STEPS; // the score is the sum over the steps of a window
        gradient += norm.latest(); // before clipping
      }
      loss /= windows.minibatchesPerPass();
      gradient /= windows.minibatchesPerPass();
      windows.reset();
      String written = write(network, vocabulary, sampler);
      if (epoch <= 5 || epoch % 10 == 0) {
        page.print("epoch %3d   loss %.4f   gradient %5.2f", epoch, loss, gradient);
        page.print("  %s", written.replace('\n', '|'));
      }
    }

    page.heading("Time for 1,000 characters");
    time(page, network, RandomWindows.inOrder(tokens, options), 4);
    time(page, network, RandomWindows.inOrder(tokens, options.withBatchSize(1)), 32);
  }

  private static MultiLayerNetwork network(int vocabularySize) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(RmsProp.builder().learningRate(0.001).rmsDecay(0.99).build())
                .list()
                // One number per step: the index of the character.
                .layer(new PackedElman.Builder().nIn(1).nOut(HIDDEN).build())
                .layer(new SequenceOutput.Builder().nIn(HIDDEN).nOut(vocabularySize).build())
                .build());
    network.init();
    // PyTorch's initial weights and biases: uniform between -1/sqrt(n) and 1/sqrt(n), where n is
    // the number of inputs of the matrix.
    Nd4j.getRandom().setSeed(1);
    network
        .paramTable()
        .forEach(
            (name, array) -> {
              double limit = 1 / Math.sqrt(name.equals("0_W") ? 1 : HIDDEN);
              array.assign(Nd4j.rand(array.shape()).subi(0.5).muli(2 * limit));
            });
    return network;
  }

  /**
   * Writes 100 characters. The first is drawn at random, each other from the network's output. It
   * is then the next input.
   */
  private static String write(MultiLayerNetwork network, Vocabulary vocabulary, Sampler sampler) {
    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    StringBuilder text = new StringBuilder();
    int token = sampler.next(new float[vocabulary.size()]); // equal logits: all equally probable
    for (int i = 0; i < 100; i++) {
      text.append(vocabulary.token(token));
      stepwise.step(new float[] {token}, state);
      token = sampler.next(state.logits());
    }
    return text.toString();
  }

  private static void time(
      Notebook page, MultiLayerNetwork network, RandomWindows windows, int updates) {
    long start = System.nanoTime();
    for (int i = 0; i < updates; i++) {
      network.fit(windows.next());
    }
    double thousands = updates * windows.batch() * STEPS / 1000.0;
    double milliseconds = (System.nanoTime() - start) / 1e6 / thousands;
    page.print("batch size %2d   %6.1f ms", windows.batch(), milliseconds);
  }

  /** Returns about as much text as the tutorial has, names of random syllables. */
  private static String inventedNames() {
    String[][] syllables = {
      {"bro", "ka", "me", "ty", "vel", "dra", "go", "lu", "pa", "zi"},
      {"", "no", "ra", "li", "do", "mi", "to", "ce"},
      {"", "na", "ro", "la", "di", "me", "ta", "co"},
      {"saurus\n", "raptor\n", "don\n", "mimus\n", "ceratops\n", "nyx\n"}
    };
    Random random = new Random(1);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 1650; i++) {
      for (String[] choice : syllables) {
        names.append(choice[random.nextInt(choice.length)]);
      }
    }
    return names.toString();
  }
}
