package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.datasets.reviews.ReviewSource;
import io.github.rnn4j.datasets.reviews.StratifiedSplit;
import io.github.rnn4j.datasets.reviews.SyntheticReviewConfig;
import io.github.rnn4j.datasets.reviews.SyntheticReviews;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.text.BookTokenizer;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import io.github.rnn4j.text.VocabularyLimits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** From reviews to a minibatch: words, vocabulary, padding, mask; and what packing saves. */
final class Reviews {

  private static final int[] LENGTHS = {165, 86, 218, 145}; // of the textbook's first minibatch
  private static final int ROUNDS = 20;
  private static final int WARM_UP = 100;
  private static final int COPIES = 8;

  private Reviews() {}

  static void run(Notebook page) {
    ReviewSource source = page.data().map(Reviews::file).orElseGet(Reviews::synthetic);
    List<Review> reviews = source.read();
    List<List<String>> texts = words(reviews);
    page.heading("%,d reviews: %s".formatted(reviews.size(), source.name()));
    if (source.synthetic()) {
      page.print("The textbook's numbers need the real file: --data aclImdb_v1.tar.gz");
    }
    page.print("text    %.76s", reviews.get(0).text());
    page.print("words   %.76s", String.join(" ", texts.get(0)));
    page.print("label   %s", Review.LABELS.get(reviews.get(0).label()));

    // Each word gets a number, the most frequent word the lowest. Two numbers are reserved: 0 for
    // padding, 1 for words that are not in the vocabulary. The reviews that are held out to choose
    // the best epoch, a fifth, do not contribute.
    StratifiedSplit split = StratifiedSplit.of(reviews, reviews.size() / 5, 1);
    Vocabulary vocabulary = vocabulary(words(split.train()));
    List<String> example = List.of("this", "is", "an", "example");
    page.heading("Vocabulary");
    page.print("%,d different words in all reviews", vocabulary(texts).size() - 2);
    page.print("%,d in the %,d for training", vocabulary.size() - 2, split.train().size());
    page.print("%s", String.join("  ", vocabulary.tokens().subList(0, 12)));
    page.print("%s -> %s", String.join(" ", example), Arrays.toString(vocabulary.encode(example)));

    // A minibatch is one array. Shorter reviews are filled up with zeros; the mask tells them
    // apart.
    List<int[]> four = IntStream.of(LENGTHS).mapToObj(n -> ofLength(n, texts, vocabulary)).toList();
    int longest = IntStream.of(LENGTHS).max().orElseThrow();
    INDArray padded = Nd4j.zeros(four.size(), longest); // [B, T]
    INDArray mask = Nd4j.zeros(four.size(), longest); // [B, T]
    for (int b = 0; b < four.size(); b++) {
      for (int t = 0; t < four.get(b).length; t++) {
        padded.putScalar(b, t, four.get(b)[t]);
        mask.putScalar(b, t, 1);
      }
    }
    page.heading("A minibatch of four reviews");
    page.print("lengths %s, shape %s", Arrays.toString(LENGTHS), Arrays.toString(padded.shape()));
    for (int b = 0; b < four.size(); b++) {
      page.print("%s ... %s", part(padded, b, 0, 8), part(padded, b, longest - 4, longest));
    }
    page.print("sums of the mask's rows %s", Notebook.numbers(mask.sum(1), 0));
    page.print("%.0f %% of the steps are padding", 100 * (1 - mask.meanNumber().doubleValue()));
    compare(page, vocabulary.size(), four, padded, mask);
  }

  private static List<List<String>> words(List<Review> reviews) {
    return reviews.stream().map(review -> new BookTokenizer().tokenize(review.text())).toList();
  }

  private static Vocabulary vocabulary(List<List<String>> texts) {
    VocabularyBuilder counts =
        Vocabulary.builder(Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN));
    texts.forEach(counts::count);
    return counts.build(VocabularyLimits.NONE);
  }

  /** Classifies the reviews together and one by one. */
  private static void compare(
      Notebook page, int vocabulary, List<int[]> four, INDArray padded, INDArray mask) {
    MultiLayerNetwork network = network(vocabulary);
    List<INDArray> single = four.stream().map(Reviews::row).toList(); // each [1, length]
    page.heading("Probabilities from an untrained LSTM");
    page.print("together, with the mask    %s", together(network, padded, mask));
    page.print("one by one, no padding     %s", oneByOne(network, single));
    page.print("together, without a mask   %s", together(network, padded, null));
    page.print(
        "With the mask, the layer skips padding. Without it, zeros are read as if they were words.");

    // To compare the times, take each review eight times. The first runs are slow, because Java
    // compiles the code while it runs; they do not count.
    INDArray many = Nd4j.tile(padded, COPIES, 1); // [8 B, T]
    INDArray manyMask = Nd4j.tile(mask, COPIES, 1);
    double[] times = new double[3];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      if (round == 0) {
        Arrays.fill(times, 0);
      }
      times[0] += time(() -> together(network, many, manyMask));
      times[1] += time(() -> together(network, many, null));
      times[2] += COPIES * time(() -> oneByOne(network, single));
    }
    page.heading("Time for 32 reviews, mean of " + ROUNDS + " runs");
    page.print("together, with the mask    %6.1f ms", times[0] / ROUNDS);
    page.print("together, without a mask   %6.1f ms", times[1] / ROUNDS);
    page.print("one by one                 %6.1f ms", times[2] / ROUNDS);
  }

  private static String together(MultiLayerNetwork network, INDArray padded, INDArray mask) {
    return Notebook.numbers(network.output(padded, false, mask, null), 6);
  }

  private static String oneByOne(MultiLayerNetwork network, List<INDArray> reviews) {
    return Notebook.numbers(
        reviews.stream().mapToDouble(x -> network.output(x).getDouble(0)).toArray(), 6);
  }

  /** Returns the time in milliseconds. */
  private static double time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static ReviewSource file(Path path) {
    ImdbReviews reviews = ImdbReviews.at(path);
    return reviews.part(reviews.hasParts() ? Part.TRAIN : Part.ALL);
  }

  private static ReviewSource synthetic() {
    return new SyntheticReviews(SyntheticReviewConfig.standard(2000, 1));
  }

  /** Returns the first review of this length, or several short ones together. */
  private static int[] ofLength(int length, List<List<String>> texts, Vocabulary vocabulary) {
    List<String> words =
        texts.stream()
            .filter(text -> text.size() == length)
            .findFirst()
            .orElseGet(
                () -> texts.stream().flatMap(List::stream).skip(length).limit(length).toList());
    return vocabulary.encode(words);
  }

  private static INDArray row(int[] tokens) {
    return Nd4j.create(new double[][] {Arrays.stream(tokens).asDoubleStream().toArray()});
  }

  private static String part(INDArray array, int row, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int t = from; t < to; t++) {
      text.append(String.format("%6d", array.getInt(row, t)));
    }
    return text.toString();
  }

  private static MultiLayerNetwork network(int vocabulary) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new TokenEmbedding.Builder().nIn(vocabulary).nOut(20).build())
                .layer(
                    new PackedLstm.Builder()
                        .nIn(20)
                        .nOut(64)
                        .result(SequenceResult.LAST_STATE)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(64)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    return network;
  }
}
