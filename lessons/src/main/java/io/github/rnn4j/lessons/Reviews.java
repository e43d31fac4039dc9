package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.reviews.ImdbReviews.Part;
import io.github.rnn4j.datasets.reviews.Polarity;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** From reviews to a minibatch: words, vocabulary, padding, mask; and what packing saves. */
final class Reviews {

  private static final int[] LENGTHS = {165, 86, 218, 145}; // of the textbook's first minibatch
  private static final int EMBEDDING = 20;
  private static final int HIDDEN = 64;
  private static final long TIMING = 1_500_000_000; // nanoseconds

  private Reviews() {}

  static void run(Notebook page) {
    LabelledTextSource source = page.data().map(Reviews::file).orElseGet(Reviews::synthetic);
    List<LabelledText> reviews = training(source);
    List<List<String>> texts =
        reviews.stream().map(review -> new BookTokenizer().tokenize(review.text())).toList();
    page.heading("%,d reviews for training: %s".formatted(reviews.size(), source.name()));
    if (source.synthetic()) {
      page.print("The textbook's numbers need the real file: --data aclImdb_v1.tar.gz");
    }
    page.print("text    %.76s", reviews.get(0).text());
    page.print("words   %.76s", String.join(" ", texts.get(0)));
    page.print("label   %s", Polarity.NAMES.get(reviews.get(0).label()));

    // Each word gets a number, the most frequent word the lowest. Two numbers are reserved: 0 for
    // padding, 1 for words that are not in the vocabulary.
    VocabularyBuilder counts =
        Vocabulary.builder(Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN));
    texts.forEach(counts::count);
    Vocabulary vocabulary = counts.build(VocabularyLimits.NONE);
    List<String> example = List.of("this", "is", "an", "example");
    page.heading("Vocabulary");
    page.print("%,d different words, and two special tokens", vocabulary.size() - 2);
    page.print("%.80s ...", String.join("  ", vocabulary.tokens()));
    page.print("%s -> %s", String.join(" ", example), Arrays.toString(vocabulary.encode(example)));

    // A minibatch is one array. Shorter reviews are filled up with zeros; the mask tells words
    // and padding apart.
    List<Integer> four = closest(texts);
    List<int[]> rows = four.stream().map(i -> vocabulary.encode(texts.get(i))).toList();
    int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
    int longest = IntStream.of(lengths).max().orElseThrow();
    INDArray padded = Nd4j.zeros(rows.size(), longest); // [B, T]
    INDArray mask = Nd4j.zeros(rows.size(), longest); // [B, T]
    for (int b = 0; b < rows.size(); b++) {
      for (int t = 0; t < lengths[b]; t++) {
        padded.putScalar(b, t, rows.get(b)[t]);
        mask.putScalar(b, t, 1);
      }
    }
    int[] labels = four.stream().mapToInt(i -> reviews.get(i).label()).toArray();
    page.heading("A minibatch of four reviews");
    for (int b = 0; b < rows.size(); b++) {
      page.print("%s ...%s", part(padded, b, 0, 8), part(padded, b, longest - 4, 4));
    }
    page.print("labels   %s", Arrays.toString(labels));
    page.print("lengths  %s", Arrays.toString(lengths));
    page.print("shape    %s", Arrays.toString(padded.shape()));
    page.print("mask     %s, the sums of its rows", Notebook.numbers(mask.sum(1), 0));
    page.print("padding  %.1f %% of all steps", 100 * (1 - mask.meanNumber().doubleValue()));
    compare(page, vocabulary.size(), rows, padded, mask);
  }

  /** Reads the four reviews in different ways, with the same weights. */
  private static void compare(
      Notebook page, int vocabulary, List<int[]> rows, INDArray padded, INDArray mask) {
    MultiLayerNetwork packed =
        network(
            vocabulary,
            new PackedLstm.Builder()
                .nIn(EMBEDDING)
                .nOut(HIDDEN)
                .result(SequenceResult.LAST_STATE)
                .build());
    // Deeplearning4j's LSTM computes all steps; the mask tells LastTimeStep which one to take.
    MultiLayerNetwork dl4j =
        network(
            vocabulary,
            new LastTimeStep(
                new LSTM.Builder()
                    .nIn(EMBEDDING)
                    .nOut(HIDDEN)
                    .activation(Activation.TANH)
                    .build()));
    dl4j.setParams(packed.params());
    List<INDArray> single =
        rows.stream().map(row -> Nd4j.createFromArray(new int[][] {row})).toList(); // [1, T]

    page.heading("Probability that a review is positive, from an LSTM with random weights");
    page.print("packed           %s", Notebook.numbers(output(packed, padded, mask), 6));
    page.print("padded           %s", Notebook.numbers(output(dl4j, padded, mask), 6));
    page.print("one by one       %s", Notebook.numbers(oneByOne(packed, single), 6));
    page.print("without a mask   %s", Notebook.numbers(output(packed, padded, null), 6));

    // To compare the times, take each review four times.
    INDArray many = Nd4j.tile(padded, 4, 1); // [4 B, T]
    INDArray manyMask = Nd4j.tile(mask, 4, 1); // [4 B, T]
    double[] times =
        times(
            List.of(
                () -> output(packed, many, manyMask),
                () -> oneByOne(packed, single),
                () -> output(packed, many, null)));
    page.heading("Time for 16 reviews, fastest of several runs");
    page.print("packed           %6.1f ms", times[0]);
    page.print("padded           %6.1f ms", times(List.of(() -> output(dl4j, many, manyMask)))[0]);
    page.print("one by one       %6.1f ms", 4 * times[1]);
    page.print("without a mask   %6.1f ms", times[2]);
  }

  private static double[] output(MultiLayerNetwork network, INDArray tokens, INDArray mask) {
    return network.output(tokens, false, mask, null).data().asDouble(); // [B]
  }

  private static double[] oneByOne(MultiLayerNetwork network, List<INDArray> reviews) {
    return reviews.stream().mapToDouble(tokens -> output(network, tokens, null)[0]).toArray();
  }

  /**
   * Runs all in turn, and returns the shortest time of each, in milliseconds. The first runs are
   * slow, because Java compiles the code while it runs.
   */
  private static double[] times(List<Runnable> work) {
    double[] shortest = new double[work.size()];
    Arrays.fill(shortest, Double.MAX_VALUE);
    long end = System.nanoTime() + TIMING;
    for (int round = 0; round < 20 || System.nanoTime() < end; round++) {
      for (int i = 0; i < shortest.length; i++) {
        long start = System.nanoTime();
        work.get(i).run();
        shortest[i] = Math.min(shortest[i], (System.nanoTime() - start) / 1e6);
      }
    }
    return shortest;
  }

  private static LabelledTextSource file(Path path) {
    ImdbReviews reviews = ImdbReviews.at(path);
    return reviews.part(reviews.hasParts() ? Part.TRAIN : Part.ALL);
  }

  private static LabelledTextSource synthetic() {
    return new SyntheticReviews(SyntheticReviewConfig.standard(5000, 1));
  }

  /** Returns the textbook's 20,000 of 25,000 training reviews; of other data, all reviews. */
  private static List<LabelledText> training(LabelledTextSource source) {
    List<LabelledText> reviews = source.read();
    boolean published = source.name().endsWith(", train") && reviews.size() == BookSample.REVIEWS;
    return published ? BookSample.of(reviews) : reviews;
  }

  /** Returns for each of the lengths the first text that comes closest, but no text twice. */
  private static List<Integer> closest(List<List<String>> texts) {
    List<Integer> chosen = new ArrayList<>();
    for (int length : LENGTHS) {
      IntStream.range(0, texts.size())
          .boxed()
          .filter(i -> !texts.get(i).isEmpty() && !chosen.contains(i))
          .min(Comparator.comparingInt(i -> Math.abs(texts.get(i).size() - length)))
          .ifPresent(chosen::add);
    }
    return chosen;
  }

  private static String part(INDArray array, int row, int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int t = Math.max(from, 0); t < Math.min(from + count, array.size(1)); t++) {
      text.append(String.format("%6d", array.getInt(row, t)));
    }
    return text.toString();
  }

  private static MultiLayerNetwork network(int vocabulary, Layer lstm) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new TokenEmbedding.Builder().nIn(vocabulary).nOut(EMBEDDING).build())
                .layer(lstm)
                .layer(
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(HIDDEN)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    return network;
  }
}
