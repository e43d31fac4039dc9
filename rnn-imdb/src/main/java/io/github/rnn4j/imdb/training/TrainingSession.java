package io.github.rnn4j.imdb.training;

import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.ClassWeighting;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Ngrams;
import io.github.rnn4j.imdb.data.DataNotes;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.Comparison;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.Members;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.imdb.ngram.Combination;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.imdb.ngram.NgramFolds;
import io.github.rnn4j.imdb.ngram.NgramModel;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.summary.LayerTable;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains and tests the networks of a run. Everything that it saves is in the run folder. */
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
   * Trains, resuming from the saved checkpoints if there are any, and tests the weights of the best
   * epochs once.
   */
  public TrainingReport run() {
    run.copySource(sourceFiles());
    List<EncodedData> folds = folds();
    int members = folds.size();
    boolean combines = config.training().ngrams() == Ngrams.COMBINED;
    Provenance begun = null;
    List<double[][]> heldOut = new ArrayList<>();
    List<TrainingResult> results = new ArrayList<>();
    double paddingShare = 0; // of the first epoch
    long parameters = 0;
    for (int number = 1; number <= members; number++) {
      MemberTraining member =
          new MemberTraining(config, folds.get(number - 1), classes, run, number);
      ComputationGraph network = member.start();
      try (BucketIterator minibatches = member.minibatches()) {
        if (begun == null) {
          paddingShare = minibatches.paddingShare();
          parameters = network.numParams();
          begun = begin(network, paddingShare);
        }
        if (members > 1) {
          run.story().printf("Network %d of %d%n", number, members);
        }
        results.add(member.train(network, minibatches));
        if (combines) {
          heldOut.add(member.heldOut());
        }
      }
    }
    run.validated(config.training().monitor().monitor(), results);
    List<ComputationGraph> best = Members.best(directory, members);
    run.story()
        .println(
            "Training the n-grams, which takes a minute or two with many classes"
                + (members == 1 || !combines ? "" : " for each of the networks"));
    Optional<CombinedNgrams> combined =
        combines ? Optional.of(combined(heldOut, NgramFolds.of(folds, classes))) : Optional.empty();
    NgramModel ngrams =
        combined.map(CombinedNgrams::model).orElseGet(() -> NgramFolds.model(folds, classes));
    Classifier classifier = new Classifier(best, batches);
    comparison = Comparison.of(data, data, classifier, ngrams, combined);
    onAllTexts =
        run.trial().fastDevRun()
            ? Comparison.of(data, all, classifier, ngrams, combined)
            : comparison;
    TrainingReport report = report(parameters, paddingShare, results, best, combined);
    EpochCurve.draw(run, results.get(0));
    directory.writeJson(
        RunDirectory.PROVENANCE,
        begun.finished(report.seconds(), finalMetrics(comparison.predictions())));
    return report;
  }

  private List<EncodedData> folds() {
    int size = config.training().batchSize();
    return all.folds(config.network().members(), config.training().seed()).stream()
        .map(fold -> run.trial().fastDevRun() ? fold.oneMinibatch(size) : fold)
        .toList();
  }

  /**
   * Returns the results of the training that has run, on the complete test set even if it was a
   * trial with one minibatch.
   */
  public Comparison comparison() {
    return onAllTexts;
  }

  /** Finds how networks and n-grams are best combined on the validation texts, and saves it. */
  private CombinedNgrams combined(List<double[][]> networks, NgramFolds ngrams) {
    double[][] first = networks.stream().flatMap(Arrays::stream).toArray(double[][]::new);
    double[][] second = ngrams.heldOut();
    int[] labels = ngrams.labels();
    Combination weights = Combination.fit(first, second, labels);
    run.story()
        .printf(
            Locale.ROOT,
            "Validation accuracy: %s %.4f, n-grams %.4f, together %.4f%n",
            networks.size() == 1 ? "network" : "networks",
            Evaluation.of(first, labels).accuracy(),
            Evaluation.of(second, labels).accuracy(),
            Evaluation.of(weights.combined(first, second), labels).accuracy());
    CombinedNgrams combined = new CombinedNgrams(ngrams.model(), weights);
    combined.write(directory);
    return combined;
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

  private static Map<String, Double> finalMetrics(Evaluation test) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    test.all().forEach((name, value) -> metrics.put("test_" + name, value));
    return metrics;
  }

  private TrainingReport report(
      long parameters,
      double paddingShare,
      List<TrainingResult> results,
      List<ComputationGraph> best,
      Optional<CombinedNgrams> combined) {
    TrainingResult first = results.get(0);
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
        best.size(),
        first.epochs().size(),
        first.best().epoch(),
        stopReason(results),
        results.stream().mapToDouble(TrainingResult::epochSeconds).sum(),
        classes.names(),
        comparison.predictions().binary(),
        comparison.bagOfWords().binary(),
        comparison.predictions().classes(),
        comparison.bagOfWords().classes(),
        comparison.ngrams(),
        comparison.network(),
        combined.map(CombinedNgrams::weights).orElse(null),
        new TextClassifier(config, vocabulary, classes, best, combined).predict(examples()));
  }

  private static String stopReason(List<TrainingResult> results) {
    String last = results.get(results.size() - 1).stopReason();
    return results.size() == 1 ? last : "network %d: %s".formatted(results.size(), last);
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
