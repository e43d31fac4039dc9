package io.github.rnn4j.imdb.report;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.ClassNames;
import io.github.rnn4j.cli.report.ClassTable;
import io.github.rnn4j.cli.report.ConfusionMatrix;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.cli.report.ThresholdCharts;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.ClassWeighting;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.DataNotes;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.Comparison;
import io.github.rnn4j.imdb.model.Contributions;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.Members;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.imdb.ngram.CombinedNgrams;
import io.github.rnn4j.imdb.ngram.NgramFolds;
import io.github.rnn4j.imdb.ngram.NgramModel;
import io.github.rnn4j.metric.ClassMetrics.Scores;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.metric.ReliabilityCurve;
import io.github.rnn4j.metric.ThresholdCurve;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.summary.LayerTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The report page of a run: its results, its mistakes, and the words behind them. */
public final class ReportPage {

  private final ImdbConfig config;
  private final EncodedData data;
  private final TextClasses classes;
  private final RunSections run;
  private final ComputationGraph network; // the first one
  private final int members;
  private final double[][] probabilities;
  private final int[] labels;
  private final Evaluation figures;
  private final Comparison comparison;
  private final Contributions contributions;

  private ReportPage(
      RunDirectory run, EncodedData data, List<ComputationGraph> networks, Comparison comparison) {
    this.config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    this.data = data;
    this.classes = data.source().classes();
    this.run = RunSections.of(run);
    this.network = networks.get(0);
    this.members = networks.size();
    this.probabilities = comparison.probabilities();
    this.labels = data.test().stream().mapToInt(LabelledSequence::label).toArray();
    this.figures = comparison.predictions();
    this.comparison = comparison;
    this.contributions =
        new Contributions(
            config, networks, data.vocabulary().size(), classes, comparison.combined());
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a run with the weights of at least one epoch
   * @param data the data of the run
   * @param comparison the test results of the run
   */
  public static void write(RunDirectory run, EncodedData data, Comparison comparison) {
    ImdbConfig config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    List<ComputationGraph> networks = Members.best(run, config.network().members());
    new ReportPage(run, data, networks, comparison).page().writeTo(run, RunDirectory.REPORT);
  }

  /**
   * Tests the run and writes the page into its folder.
   *
   * @param run a run with the weights of at least one epoch
   * @param data the data of the run
   */
  public static void write(RunDirectory run, EncodedData data) {
    ImdbConfig config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    TextClasses classes = TextClasses.of(run);
    List<ComputationGraph> networks = Members.best(run, config.network().members());
    networks.forEach(
        network ->
            SavedNetworks.requireLayers(
                run,
                network,
                ImdbNetwork.configuration(config, data.vocabulary().size(), classes)));
    Optional<CombinedNgrams> combined = CombinedNgrams.of(run, config, classes);
    NgramModel ngrams =
        combined
            .map(CombinedNgrams::model)
            .orElseGet(
                () ->
                    NgramFolds.model(
                        data.folds(config.network().members(), config.training().seed()), classes));
    ReviewBatches batches = new ReviewBatches(config, data.vocabulary().size(), classes);
    Comparison comparison =
        Comparison.of(data, data, new Classifier(networks, batches), ngrams, combined);
    new ReportPage(run, data, networks, comparison).page().writeTo(run, RunDirectory.REPORT);
  }

  private Page page() {
    Page page =
        run.page(title(), summary())
            .section("Data", data())
            .section("Results", results(), Element.of("p", verdict()));
    if (!classes.isBinary()) {
      page.section("Classes", classTable());
    }
    page.section("Confusion matrix", confusion()).section("Calibration", calibration());
    if (classes.isBinary()) {
      page.section("Thresholds", thresholds());
    }
    return page.section(
            members == 1 ? "Learning curves" : "Learning curves of the first network",
            run.learningCurves(
                MetricName.LOSS,
                List.of(MetricName.ACCURACY),
                config.training().monitor().monitor()),
            run.gradientNorms())
        .section(
            "Most confident mistakes",
            new Mistakes(config, data, contributions).elements(probabilities))
        .section("Configuration", RunSections.configuration(config))
        .section("Network", RunSections.network(LayerTable.of(network)))
        .section("Provenance", run.origin())
        .section(
            "Reproduce this run", run.repeat(ImdbConfig.PROGRAM, List.of(Preset.values()), config));
  }

  private String title() {
    String name = config.data().data();
    boolean films = name.equals(DataConfig.SYNTHETIC) || name.equals(DataConfig.IMDB);
    return films ? "Sentiment of film reviews" : "Classes of texts";
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s %.1f %% of %,d test texts (%s) correctly%s. %s",
        combined()
            ? capital(networks()) + " and n-grams together classify"
            : members == 1
                ? "The network classifies"
                : "The average of %d networks classifies".formatted(members),
        100 * figures.accuracy(),
        figures.examples(),
        data.source().name(),
        classes.isBinary() ? "" : " in %d classes".formatted(classes.size()),
        verdict());
  }

  private Element data() {
    ImdbData source = data.source();
    Table table =
        classes.isBinary()
            ? Table.of(
                "Texts: " + source.name(),
                "",
                "number",
                ClassNames.visible(classes.name(1)),
                "purpose")
            : Table.of("Texts: " + source.name(), "", "number", "classes", "purpose");
    Element filled =
        table
            .row(
                "training set",
                counts(
                    source.train(),
                    members == 1
                        ? "trains the network"
                        : "trains the first of %d networks; the others set aside other texts"
                            .formatted(config.network().members())))
            .row(
                "validation set",
                counts(
                    source.validation(),
                    combined()
                        ? "chooses the best epoch and the weights of %s and n-grams"
                            .formatted(networks())
                        : "chooses the best epoch"))
            .row("test set", counts(source.test(), "used once, at the end"))
            .row(
                "vocabulary",
                Figures.count(data.vocabulary().size()),
                "",
                "tokens that the network knows")
            .row(
                "parameters",
                Figures.count(network.numParams()),
                "",
                members == 1
                    ? "numbers that the network learns"
                    : "numbers that each network learns")
            .element();
    Element section = Element.of("div", filled);
    List<String> notes = new ArrayList<>();
    if (!source.reading().isEmpty()) {
      notes.add("How the data was read: " + source.reading());
    }
    notes.addAll(DataNotes.of(data, config.training().classWeights() == ClassWeighting.BALANCED));
    notes.forEach(note -> section.add(Element.of("p", capital(note) + ".").with("class", "note")));
    return section.with("class", "purpose");
  }

  private String[] counts(List<LabelledText> texts, String purpose) {
    long second =
        classes.isBinary()
            ? texts.stream().filter(text -> text.label() == 1).count()
            : texts.stream().map(LabelledText::label).distinct().count();
    return new String[] {Figures.count(texts.size()), Figures.count(second), purpose};
  }

  private Element results() {
    int most = figures.classes().classes().stream().mapToInt(Scores::actual).max().orElse(0);
    double share = (double) most / figures.examples();
    Table table =
        Table.of(
            "Results on the test set",
            "",
            "accuracy",
            "± s.e.",
            classes.isBinary() ? "F1" : "macro F1",
            classes.isBinary() ? "AUC" : "macro recall",
            "log loss");
    if (combined()) {
      table.row(networks() + " and n-grams together", cells(figures));
    }
    return table
        .row(combined() ? networks() + " alone" : networks(), cells(comparison.network()))
        .row("n-grams (logistic regression on 1 to 3 words in a row)", cells(comparison.ngrams()))
        .row(
            "bag of words (logistic regression, ignores word order)",
            cells(comparison.bagOfWords()))
        .row(
            "always the most frequent class",
            Figures.text(share),
            Figures.text(standardError(share)),
            "-",
            Figures.text(1.0 / (classes.isBinary() ? 2 : classes.size())),
            "-")
        .element();
  }

  private String[] cells(Evaluation m) {
    return new String[] {
      Figures.text(m.accuracy()),
      Figures.text(standardError(m.accuracy())),
      Figures.text(classes.isBinary() ? m.binary().f1() : m.classes().macroF1()),
      Figures.text(classes.isBinary() ? m.binary().auc() : m.classes().macroRecall()),
      Figures.text(m.logLoss())
    };
  }

  private double standardError(double share) {
    return Math.sqrt(share * (1 - share) / figures.examples());
  }

  /**
   * Treats the two results as independent; they share their texts, so the true error is usually
   * smaller.
   */
  private String verdict() {
    boolean words = comparison.bagOfWords().accuracy() > comparison.ngrams().accuracy();
    Evaluation rival = words ? comparison.bagOfWords() : comparison.ngrams();
    double difference = figures.accuracy() - rival.accuracy();
    double error = Math.hypot(standardError(figures.accuracy()), standardError(rival.accuracy()));
    String size =
        String.format(
            Locale.ROOT,
            "%.1f percentage points of accuracy (standard error about %.1f)",
            100 * Math.abs(difference),
            100 * error);
    String name = words ? "the bag of words" : combined() ? "the n-grams alone" : "the n-grams";
    String run = combined() ? networks() + " and n-grams together" : "the " + networks();
    if (Math.abs(difference) <= 2 * error && combined() && !words) {
      return (members == 1 ? "The network adds" : "The networks add")
          + " no measurable accuracy to the n-grams: the difference is "
          + size
          + ".";
    }
    if (Math.abs(difference) <= 2 * error) {
      return "%s and %s are too close to call: they differ by %s."
          .formatted(capital(run), name, size);
    }
    String better = difference > 0 ? run : name;
    boolean several = better.contains("n-grams") || better.contains("networks");
    return "%s %s than %s by %s."
        .formatted(
            capital(better),
            (several ? "are " : "is ") + (difference > 0 ? "better" : "BETTER"),
            difference > 0 ? name : run,
            size);
  }

  private String networks() {
    return members == 1 ? "network" : "networks";
  }

  private boolean combined() {
    return comparison.combined().isPresent();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private Element classTable() {
    return ClassTable.of("Results by class", figures.classes(), classes.names());
  }

  private Element confusion() {
    return ConfusionMatrix.of(
        "Predictions on the test set, number of texts", figures.classes(), classes.names());
  }

  private Element thresholds() {
    return ThresholdCharts.of(
        ThresholdCurve.of(
            Arrays.stream(probabilities).mapToDouble(row -> row[1]).toArray(), labels),
        classes.name(1));
  }

  private Element calibration() {
    ReliabilityCurve curve = TextClassifier.calibration(probabilities, labels);
    String share =
        classes.isBinary()
            ? "share of " + ClassNames.visible(classes.name(1))
            : "share of correct predictions";
    List<ReliabilityCurve.Bin> bins = curve.bins().stream().filter(b -> b.count() > 0).toList();
    Element chart =
        new Chart("Actual " + share + " by predicted probability", "predicted probability")
            .line(
                "network",
                bins.stream().mapToDouble(ReliabilityCurve.Bin::probability).toArray(),
                bins.stream().mapToDouble(ReliabilityCurve.Bin::positives).toArray())
            .given("perfectly calibrated", new double[] {0, 1}, new double[] {0, 1})
            .range(0, 1)
            .element();
    Table table =
        Table.of("The points", "probability from", "texts", "mean probability", "actual " + share);
    for (int i = 0; i < curve.bins().size(); i++) {
      ReliabilityCurve.Bin bin = curve.bins().get(i);
      table.row(
          Figures.text((double) i / curve.bins().size()),
          Figures.count(bin.count()),
          Figures.text(bin.probability()),
          Figures.text(bin.positives()));
    }
    return Element.of(
        "div",
        Element.of(
            "p",
            "Can the probabilities be trusted? Where the line is below the diagonal, the predicted probabilities are too high. Expected calibration error: %s."
                .formatted(Figures.text(curve.calibrationError()))),
        chart,
        Element.of("details", Element.of("summary", "The numbers"), table.element()));
  }
}
