package io.github.rnn4j.imdb.model;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedReview;
import io.github.rnn4j.imdb.data.ReviewEncoder;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.metric.ReliabilityCurve;
import io.github.rnn4j.network.OpenNetworks;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained text classifier, loaded from its run folder and nothing else.
 *
 * <pre>{@code
 * try (TextClassifier classifier = TextClassifier.open(Path.of("runs/reviews"))) {
 *   Prediction prediction = classifier.predict("Dull at first, but in the end it was wonderful.");
 *   System.out.println(prediction.label()); // or prediction.probabilities()
 * }
 * }</pre>
 *
 * <p>Any number of threads may use it at the same time. Predictions run in parallel, except with
 * SameDiff layers or the backend {@code nd4j}: then the threads take turns.
 */
public final class TextClassifier implements AutoCloseable {

  private static final int BINS = 10;
  private static final int MISTAKES = 3;

  private final ImdbConfig config;
  private final List<ComputationGraph> networks;
  private final Classifier classifier;
  private final Optional<CombinedNgrams> ngrams;
  private final ReviewEncoder encoder;
  private final TextClasses classes;
  private final OpenNetworks open;

  /**
   * Takes the parts of a run.
   *
   * @param config the configuration of the run
   * @param vocabulary the tokens that the networks know
   * @param classes the classes that they tell apart
   * @param networks the networks, whose predictions are averaged; {@link #close} closes them
   * @param ngrams what predicts together with them; empty for the networks alone
   */
  public TextClassifier(
      ImdbConfig config,
      Vocabulary vocabulary,
      TextClasses classes,
      List<ComputationGraph> networks,
      Optional<CombinedNgrams> ngrams) {
    this.ngrams = ngrams;
    this.open = new OpenNetworks(networks);
    this.networks = List.copyOf(networks);
    int limit = config.data().maxLength();
    this.config = config;
    this.classes = classes;
    ReviewBatches batches = new ReviewBatches(config, vocabulary.size(), classes);
    this.classifier = new Classifier(networks, batches);
    int longest = Math.min(limit == 0 ? ReviewEncoder.LONGEST : limit, batches.longest());
    this.encoder = new ReviewEncoder(config.data(), vocabulary, longest);
  }

  /**
   * Loads the network of the best epoch, or several of them.
   *
   * @param folder the run folder
   * @return the classifier
   * @throws RunException if the folder is not a run folder, or a file in it is missing, damaged or
   *     from another run; the message says which and what to do
   */
  public static TextClassifier open(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    ImdbConfig config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    Vocabulary vocabulary = SavedVocabulary.of(run, DataConfig.SPECIALS);
    TextClasses classes = TextClasses.of(run);
    List<ComputationGraph> networks = new ArrayList<>();
    for (RunDirectory member : Members.trained(run, config.network().members())) {
      ComputationGraph network = Members.best(member);
      requireFit(member, config, vocabulary, network);
      requireOutputs(member, classes, network);
      SavedNetworks.requireLayers(
          member, network, ImdbNetwork.configuration(config, vocabulary.size(), classes));
      networks.add(network);
    }
    return new TextClassifier(
        config, vocabulary, classes, networks, CombinedNgrams.of(run, config, classes));
  }

  /**
   * Returns the configuration that the network was trained with.
   *
   * @return the configuration
   */
  public ImdbConfig config() {
    return config;
  }

  /**
   * Returns the classes that the network tells apart.
   *
   * @return the classes
   */
  public TextClasses classes() {
    return classes;
  }

  /**
   * Predicts the class of a text.
   *
   * @param text any text; nothing can be said of an empty one, see {@link Prediction#knownTokens}
   * @return the prediction
   * @throws IllegalStateException if the classifier is closed
   */
  public Prediction predict(String text) {
    return predict(List.of(text)).get(0);
  }

  /**
   * Predicts the classes of texts; one call for many texts is faster than one call for each.
   *
   * @param texts any texts, including empty ones
   * @return one prediction per text, in the same order
   * @throws IllegalStateException if the classifier is closed
   */
  public List<Prediction> predict(List<String> texts) {
    return open.use(() -> predictions(texts));
  }

  private List<Prediction> predictions(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<EncodedReview> encoded = texts.stream().map(encoder::encode).toList();
    double[][] probabilities = probabilities(encoded);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      predictions.add(Prediction.of(texts.get(i), encoded.get(i), classes, probabilities[i]));
    }
    return predictions;
  }

  /**
   * Evaluates the predictions for labeled texts.
   *
   * @param texts at least one text
   * @param labels the label of each text, an index into {@link #classes}
   * @return the metrics, and the most confident mistakes
   * @throws IllegalArgumentException if the numbers of texts and labels differ
   * @throws IllegalStateException if the classifier is closed
   */
  public ExplainedEvaluation evaluate(List<String> texts, int[] labels) {
    if (texts.size() != labels.length) {
      throw new IllegalArgumentException(
          "There are %d texts and %d labels; there must be one label for each text"
              .formatted(texts.size(), labels.length));
    }
    return open.use(() -> evaluation(texts, labels));
  }

  /**
   * Frees the memory of the networks as soon as the calls that are running have returned. Later
   * calls fail.
   */
  @Override
  public void close() {
    open.close();
  }

  private ExplainedEvaluation evaluation(List<String> texts, int[] labels) {
    double[][] probabilities = probabilities(texts.stream().map(encoder::encode).toList());
    Contributions contributions =
        new Contributions(config, networks, encoder.vocabularySize(), classes, ngrams);
    return new ExplainedEvaluation(
        Evaluation.of(probabilities, labels),
        calibration(probabilities, labels).calibrationError(),
        Mistake.mostConfident(labels, probabilities, MISTAKES).stream()
            .map(i -> mistake(contributions, texts.get(i), labels[i], probabilities[i]))
            .toList());
  }

  private double[][] probabilities(List<EncodedReview> texts) {
    double[][] alone =
        classifier.probabilities(texts.stream().map(EncodedReview::indices).toList());
    return ngrams
        .map(each -> each.with(alone, texts.stream().map(EncodedReview::whole).toList()))
        .orElse(alone);
  }

  /**
   * Compares probabilities with what happened: of two classes, that of the positive one; of more,
   * that of the predicted class.
   *
   * @param probabilities the probability of each class for each text, [N][K]
   * @param labels the label of each text
   * @return the curve
   */
  public static ReliabilityCurve calibration(double[][] probabilities, int[] labels) {
    return probabilities[0].length == 2
        ? ReliabilityCurve.of(
            Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray(), labels, BINS)
        : ReliabilityCurve.ofConfidence(probabilities, labels, BINS);
  }

  private Mistake mistake(Contributions contributions, String text, int label, double[] row) {
    int predicted = Prediction.predicted(row);
    List<String> words = encoder.read(text);
    double[] saliency =
        words.isEmpty() ? new double[0] : contributions.of(encoder.encode(text), predicted, label);
    return new Mistake(
        text,
        classes.name(label),
        classes.name(predicted),
        row[predicted],
        Mistake.Word.strongest(words, saliency, 1),
        Mistake.Word.strongest(words, saliency, -1));
  }

  private static void requireOutputs(
      RunDirectory run, TextClasses classes, ComputationGraph network) {
    Layer output = network.getLayer(ImdbNetwork.OUTPUT);
    long outputs = output == null ? 0 : ((FeedForwardLayer) output.conf().getLayer()).getNOut();
    if (outputs != classes.outputs()) {
      throw run.mixedFiles(
          "there are %d classes, which need %d outputs, but the network in %s has %d"
              .formatted(classes.size(), classes.outputs(), RunDirectory.BEST, outputs));
    }
  }

  /** Rejects a mix of files from two runs, which would silently predict nonsense. */
  private static void requireFit(
      RunDirectory run, ImdbConfig config, Vocabulary vocabulary, ComputationGraph network) {
    String first =
        config.network().input() == InputForm.EMBEDDING
            ? ImdbNetwork.EMBEDDING
            : ImdbNetwork.LOWEST;
    long size =
        network.getLayer(first) == null
            ? 0
            : ((FeedForwardLayer) network.getLayer(first).conf().getLayer()).getNIn();
    if (size != vocabulary.size()) {
      throw run.mixedFiles(
          "%s has %d tokens, but the network in %s expects %s"
              .formatted(
                  RunDirectory.VOCABULARY,
                  vocabulary.size(),
                  RunDirectory.BEST,
                  size == 0 ? "other input" : Long.toString(size)));
    }
  }
}
