package io.github.rnn4j.imdb.training;

import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.cli.train.InitialWeights;
import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.Progress;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.ClassWeighting;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Ngrams;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.imdb.data.DataNotes;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.ReviewIterators;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.Comparison;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.Sentiment;
import io.github.rnn4j.imdb.ngram.Combination;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.imdb.ngram.LogCountRatio;
import io.github.rnn4j.imdb.ngram.NgramModel;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.picture.LearningCurve;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.summary.LayerTable;
import io.github.rnn4j.text.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains and tests one network. Everything that it saves is in the run folder. */
public final class TrainingSession {

  private final ImdbConfig config;
  private final EncodedData all;
  private final EncodedData data; // all of it, or one minibatch
  private final TrainingRun run;
  private final RunDirectory directory;
  private final Vocabulary vocabulary;
  private final TextClasses classes;
  private final ReviewBatches batches;
  private Comparison comparison;
  private Comparison onAllTexts;

  public TrainingSession(ImdbConfig config, EncodedData data, TrainingRun run) {
    this.config = config;
    this.all = data;
    this.data = run.trial().fastDevRun() ? data.oneMinibatch(config.training().batchSize()) : data;
    this.run = run;
    this.directory = run.directory();
    this.vocabulary = data.vocabulary();
    this.classes = classes(config, data.source());
    this.batches = new ReviewBatches(config, vocabulary.size(), classes);
  }

  /**
   * Trains, resuming from the saved checkpoint if there is one, and tests the weights of the best
   * epoch once.
   */
  public TrainingReport run() {
    Optional<Checkpoint<ComputationGraph>> saved = Checkpoint.ofComputationGraph(directory);
    saved.ifPresent(
        checkpoint ->
            SavedNetworks.requireLayers(
                directory,
                checkpoint.network(),
                ImdbNetwork.configuration(config, vocabulary.size(), classes)));
    run.copySource(sourceFiles());
    ComputationGraph network = saved.map(Checkpoint::network).orElseGet(this::initial);
    long seed = config.training().seed();
    try (BucketIterator minibatches =
        ReviewIterators.training(data.train(), batches.training(data.train()), seed)) {

      minibatches.setEpoch(1);
      double paddingShare = minibatches.paddingShare(); // of the first epoch
      Provenance begun = begin(network, paddingShare);
      TrainingResult result = train(network, minibatches, run.from(saved));
      Classifier best = new Classifier(best(), batches);
      run.story().println("Training the n-grams, which takes a minute or two with many classes");
      NgramModel ngrams =
          NgramModel.train(data.whole().train(), data.whole().validation(), classes);
      Optional<CombinedNgrams> combined = combined(best, ngrams);
      comparison = Comparison.of(data, data, best, ngrams, combined);
      onAllTexts =
          run.trial().fastDevRun() ? Comparison.of(data, all, best, ngrams, combined) : comparison;
      TrainingReport report = report(network.numParams(), paddingShare, result, combined);
      drawLearningCurve(result);
      directory.writeJson(
          RunDirectory.PROVENANCE,
          begun.finished(result.epochSeconds(), finalMetrics(comparison.predictions())));
      return report;
    }
  }

  /**
   * Returns the results of the training that has run, on the complete test set even if it was a
   * trial with one minibatch.
   */
  public Comparison comparison() {
    return onAllTexts;
  }

  /** Finds how network and n-grams are best combined on the validation set, and saves it. */
  private Optional<CombinedNgrams> combined(Classifier network, NgramModel ngrams) {
    if (config.training().ngrams() != Ngrams.COMBINED) {
      return Optional.empty();
    }
    double[][] first = network.probabilities(EncodedData.Whole.tokens(data.validation()));
    double[][] second = ngrams.probabilities(EncodedData.Whole.tokens(data.whole().validation()));
    int[] labels = data.validation().stream().mapToInt(LabelledSequence::label).toArray();
    Combination weights = Combination.fit(first, second, labels);
    run.story()
        .printf(
            Locale.ROOT,
            "Validation accuracy: network %.4f, n-grams %.4f, together %.4f%n",
            Evaluation.of(first, labels).accuracy(),
            Evaluation.of(second, labels).accuracy(),
            Evaluation.of(weights.combined(first, second), labels).accuracy());
    CombinedNgrams combined = new CombinedNgrams(ngrams, weights);
    combined.write(directory);
    return Optional.of(combined);
  }

  /** Returns what is copied from the run that is started from: its network, and its classes. */
  private Map<String, String> sourceFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(RunDirectory.BEST, RunDirectory.INITIAL);
    run.source()
        .filter(source -> source.has(TextClasses.FILE))
        .ifPresent(source -> files.put(TextClasses.FILE, TextClasses.INITIAL));
    return files;
  }

  /**
   * Takes the weights of the run that is started from; with other classes, all but the output's.
   */
  private ComputationGraph initial() {
    boolean same = TextClasses.initial(directory).names().equals(classes.names());
    ComputationGraph network = ImdbNetwork.build(config, vocabulary.size(), classes);
    if (config.network().input() == InputForm.EMBEDDING
        && config.network().wordVectors() == WordVectors.LOG_COUNT_RATIO) {
      ImdbNetwork.startAtRatios(network, ratios());
    }
    return InitialWeights.into(
        network,
        directory,
        SavedNetworks::computationGraph,
        name -> !same && name.startsWith(ImdbNetwork.OUTPUT + "_"));
  }

  /** Returns the log-count ratios of the words for each output, [outputs][V]. */
  private double[][] ratios() {
    List<int[]> texts = EncodedData.Whole.tokens(data.whole().train());
    int[] labels = data.train().stream().mapToInt(LabelledSequence::label).toArray();
    return IntStream.range(0, classes.outputs())
        .map(output -> classes.isBinary() ? 1 : output)
        .mapToObj(label -> LogCountRatio.ofWords(texts, labels, label, vocabulary.size()))
        .toArray(double[][]::new);
  }

  private Provenance begin(ComputationGraph network, double paddingShare) {
    ImdbData source = data.source();
    Provenance begun =
        run.begin(
            config,
            config.training().seed(),
            Provenance.Data.ofSha256(source.name(), source.checksum(), source.synthetic()));
    directory.write(RunDirectory.VOCABULARY, vocabulary::writeTo);
    directory.writeJson(TextClasses.FILE, classes);
    run.story()
        .printf(
            Locale.ROOT,
            "Vocabulary: %,d tokens; padding: %.1f %% of all steps; network: %,d parameters%n",
            vocabulary.size(),
            100 * paddingShare,
            network.numParams());
    LayerTable.of(network).lines().forEach(run.story()::println);
    return begun;
  }

  private TrainingResult train(
      ComputationGraph network, BucketIterator minibatches, TrainingState from) {
    TrainingAccuracy accuracy = new TrainingAccuracy();
    network.setListeners(accuracy);
    Minibatches order =
        epoch -> {
          minibatches.setEpoch(epoch);
          return minibatches;
        };
    Trial trial = run.trial();
    Monitor monitor = config.training().monitor().monitor();
    Training<ComputationGraph> training =
        new Training<>(network, trial.of(order), this::validate, monitor)
            .gradientNorm(config.training().gradientNorm())
            .averaging(config.training().averaging())
            .counting(EpochFigures.CORRECT, accuracy::correct);
    int perEpoch = trial.minibatches(minibatches.minibatches());
    return training.resume(
        from,
        trial.epochs(config.training().epochs()),
        run.listeners(
            new Progress(run.console(), run.story(), new EpochFigures(), perEpoch),
            new UpdatesCsv(directory),
            new MetricsCsv(directory),
            run.earlyStopping(monitor, config.training().patience(), TrainingRun.ONLY)));
  }

  private Map<String, Double> validate(ComputationGraph network) {
    return new Classifier(network, batches).measure(data.validation()).monitored();
  }

  private ComputationGraph best() {
    return SavedNetworks.computationGraph(directory, RunDirectory.BEST);
  }

  private void drawLearningCurve(TrainingResult result) {
    LearningCurve curve =
        LearningCurve.ofLossAndAccuracy(
            each(result, epoch -> epoch.training().loss()),
            each(result, epoch -> epoch.validation().get(MetricName.LOSS)),
            each(result, epoch -> epoch.validation().get(MetricName.ACCURACY)),
            result.best().epoch());
    PictureFile.write(directory, RunDirectory.LEARNING_CURVE, curve::writePng, run.console().err());
  }

  private static double[] each(TrainingResult result, ToDoubleFunction<EpochEvent> value) {
    return result.epochs().stream().mapToDouble(value).toArray();
  }

  private static Map<String, Double> finalMetrics(Evaluation test) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    test.all().forEach((name, value) -> metrics.put("test_" + name, value));
    return metrics;
  }

  private TrainingReport report(
      long parameters,
      double paddingShare,
      TrainingResult result,
      Optional<CombinedNgrams> combined) {
    ImdbData source = data.source();
    return new TrainingReport(
        directory.folder().toString(),
        source.name(),
        source.synthetic(),
        source.checksum(),
        data.train().size(),
        data.validation().size(),
        data.test().size(),
        vocabulary.size(),
        paddingShare,
        parameters,
        result.epochs().size(),
        result.best().epoch(),
        result.stopReason(),
        result.epochSeconds(),
        classes.names(),
        comparison.predictions().binary(),
        comparison.bagOfWords().binary(),
        comparison.predictions().classes(),
        comparison.bagOfWords().classes(),
        comparison.ngrams(),
        comparison.network(),
        combined.map(CombinedNgrams::weights).orElse(null),
        new Sentiment(config, vocabulary, classes, best(), combined).predict(examples()));
  }

  private static TextClasses classes(ImdbConfig config, ImdbData source) {
    TextClasses classes = source.classes();
    return config.training().classWeights() == ClassWeighting.BALANCED
        ? classes.balanced(DataNotes.counts(source.train(), classes.size()))
        : classes;
  }

  /** Film reviews for film reviews; otherwise the first test text of each of some classes. */
  private List<String> examples() {
    String name = config.data().data();
    if (name.equals(DataConfig.SYNTHETIC) || name.equals(DataConfig.IMDB)) {
      return ExampleReviews.TEXTS;
    }
    return IntStream.range(0, classes.size())
        .mapToObj(
            label ->
                data.source().test().stream().filter(text -> text.label() == label).findFirst())
        .flatMap(Optional::stream)
        .map(LabelledText::text)
        .limit(ExampleReviews.TEXTS.size())
        .toList();
  }
}
