package io.github.rnn4j.lessons;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.NextToken;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.SyntheticText;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Sentences;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import io.github.rnn4j.text.VocabularyLimits;
import io.github.rnn4j.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A language model of words: it reads and writes sentences. */
final class Words {

  private static final int EMBEDDING = 64;
  private static final int HIDDEN = 96;
  private static final int LONGEST = 30; // words that are written at most

  private Words() {}

  static void run(Notebook page) {
    TextSource source =
        page.data().map(PlainText::at).orElseGet(() -> new SyntheticText(60_000, 1));
    List<List<String>> sentences =
        Sentences.of(source.read()).stream().map(new WordTokenizer()::tokenize).toList();

    Notebook.require(sentences.size(), "sentences", 100);

    // Only the frequent words get an index of their own. The others share that of <unk>: words
    // that occur once or twice are too rare to learn from.
    VocabularyBuilder counts =
        Vocabulary.builder(Set.of(SpecialToken.UNKNOWN, SpecialToken.BEGIN, SpecialToken.END));
    sentences.forEach(counts::count);
    Vocabulary vocabulary = counts.build(new VocabularyLimits(1, source.synthetic() ? 100 : 3000));
    List<String> words = sentences.stream().flatMap(List::stream).toList();

    page.heading("The text: " + source.name());
    page.print("%,d sentences, %,d words and marks", sentences.size(), words.size());
    page.print("%,d of them distinct", words.stream().distinct().count());
    page.print(
        "vocabulary of %,d, which covers %.1f %%",
        vocabulary.size(), 100 * vocabulary.coverage(words.stream()));
    page.print("%s ...", String.join("  ", vocabulary.tokens().subList(0, 12)));

    page.heading("A sentence as words, as numbers, and back");
    List<String> sentence =
        sentences.stream()
            .filter(s -> s.size() == 12 && !vocabulary.unknown(s).isEmpty())
            .findFirst()
            .orElse(sentences.get(0));
    int[] encoded = vocabulary.encodeWhole(sentence); // [T + 1]
    page.print("%s", String.join(" ", sentence));
    page.print("%s", Arrays.toString(encoded));
    page.print("Input   %s", shown(vocabulary, Arrays.copyOf(encoded, encoded.length - 1)));
    page.print("Target  %s", shown(vocabulary, Arrays.copyOfRange(encoded, 1, encoded.length)));

    MultiLayerNetwork network = network(vocabulary.size());
    train(page, network, sentences.stream().map(vocabulary::encodeWhole).toList());

    StepwiseNetwork trained = StepwiseNetwork.of(network);
    for (boolean unknown : new boolean[] {true, false}) {
      page.heading(unknown ? "What next?" : "What next, without <unk>?");
      for (String beginning : List.of("The", "The sailor", "The engineer", "It was")) {
        page.print("%s", whatNext(beginning, unknown, trained, vocabulary));
      }
    }
  }

  /** Trains on minibatches of sentences, which are padded to the same length and masked. */
  private static void train(Notebook page, MultiLayerNetwork network, List<int[]> sentences) {
    FeatureEncoding indices = new FeatureEncoding.Indices(network.layerSize(2));
    BucketIterator minibatches =
        NextToken.training(sentences, BatchOptions.of(indices), indices, 1);
    page.heading("Mean loss per word, and perplexity");
    int epochs = page.epochs(2);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double loss = 0;
      double words = 0;
      while (minibatches.hasNext()) {
        DataSet minibatch = minibatches.next(); // features and labels [B, 1, T], masks [B, T]
        network.fit(minibatch);
        loss += network.score() * minibatch.numExamples(); // the score is a mean over sentences
        words += minibatch.getLabelsMaskArray().sumNumber().doubleValue();
      }
      minibatches.reset();
      page.print(
          "epoch %d   loss %.4f   perplexity %.1f", epoch, loss / words, Math.exp(loss / words));
    }
  }

  /** Reads a beginning, then writes the most probable word again and again. */
  private static String whatNext(
      String beginning, boolean unknown, StepwiseNetwork network, Vocabulary vocabulary) {
    List<String> words = new ArrayList<>(new WordTokenizer().tokenize(beginning));
    StepwiseNetwork.State state = network.start();
    network.step(vocabulary.index(SpecialToken.BEGIN), state);
    for (int token : vocabulary.encode(words)) {
      network.step(token, state);
    }
    Sampler mostProbable = new Sampler(SamplingOptions.GREEDY, 1);
    while (words.size() < LONGEST) {
      float[] logits = state.logits(); // [V]
      if (!unknown) {
        logits[vocabulary.index(SpecialToken.UNKNOWN)] = Float.NEGATIVE_INFINITY;
      }
      int next = mostProbable.next(logits);
      if (next == vocabulary.index(SpecialToken.END)) {
        break; // the network ends the sentence itself
      }
      words.add(vocabulary.token(next));
      network.step(next, state);
    }
    return WordTokenizer.join(words);
  }

  private static MultiLayerNetwork network(int vocabularySize) {
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
                .layer(
                    new SequenceOutput.Builder(LossFunction.SPARSE_MCXENT) // labels are indices
                        .nIn(HIDDEN)
                        .nOut(vocabularySize)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static String shown(Vocabulary vocabulary, int... tokens) {
    return String.join(" ", vocabulary.decode(tokens));
  }
}
