package io.github.rnn4j.imdb.report;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.cli.report.Chart;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.metric.ReliabilityCurve;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.summary.LayerTable;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The report page of a run: its results, its mistakes, and the words behind them. */
public final class ReportPage {

  private static final int BINS = 10;

  private final ImdbConfig config;
  private final EncodedData data;
  private final RunSections run;
  private final ComputationGraph network;
  private final double[] probabilities;
  private final int[] labels;
  private final BinaryMetrics figures;
  private final BinaryMetrics bagOfWords;

  private ReportPage(RunDirectory run, EncodedData data, BinaryMetrics bagOfWords) {
    this.config = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    this.data = data;
    this.run = RunSections.of(run);
    this.network = SavedNetworks.computationGraph(run, RunDirectory.BEST);
    SavedNetworks.requireLayers(
        run, network, ImdbNetwork.configuration(config, data.vocabulary().size()));
    ReviewBatches batches = new ReviewBatches(config, data.vocabulary().size());
    this.probabilities =
        new Classifier(network, batches)
            .probabilities(data.test().stream().map(LabelledSequence::tokens).toList());
    this.labels = data.test().stream().mapToInt(LabelledSequence::label).toArray();
    this.figures = BinaryMetrics.of(probabilities, labels);
    this.bagOfWords = bagOfWords;
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a run with the weights of at least one epoch
   * @param data the data of the run
   * @param bagOfWords metrics of the bag-of-words baseline on the test set
   */
  public static void write(RunDirectory run, EncodedData data, BinaryMetrics bagOfWords) {
    new ReportPage(run, data, bagOfWords).page().writeTo(run, RunDirectory.REPORT);
  }

  private Page page() {
    return run.page("Sentiment of film reviews", summary())
        .section("Data", data())
        .section("Results", results(), Element.of("p", verdict()))
        .section("Confusion matrix", confusion())
        .section("Calibration", calibration())
        .section(
            "Learning curves",
            run.learningCurves(
                MetricName.LOSS,
                List.of(MetricName.ACCURACY),
                config.training().monitor().monitor()),
            run.gradientNorms())
        .section(
            "Most confident mistakes", new Mistakes(config, data, network).elements(probabilities))
        .section("Configuration", RunSections.configuration(config))
        .section("Network", RunSections.network(LayerTable.of(network)))
        .section("Provenance", run.origin())
        .section(
            "Reproduce this run", run.repeat(ImdbConfig.PROGRAM, List.of(Preset.values()), config));
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "The network classifies %.1f %% of %,d test reviews (%s) correctly. %s",
        100 * figures.accuracy(),
        figures.examples(),
        data.source().name(),
        verdict());
  }

  private Element data() {
    ImdbData source = data.source();
    Element table =
        Table.of("Reviews: " + source.name(), "", "number", "positive", "purpose")
            .row("training set", counts(source.train(), "trains the network"))
            .row("validation set", counts(source.validation(), "chooses the best epoch"))
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
                "numbers that the network learns")
            .element();
    return Element.of("div", table).with("class", "purpose");
  }

  private static String[] counts(List<Review> reviews, String purpose) {
    long positive = reviews.stream().filter(r -> r.label() == Review.POSITIVE).count();
    return new String[] {Figures.count(reviews.size()), Figures.count(positive), purpose};
  }

  private Element results() {
    double most =
        Math.max(
                figures.truePositives() + figures.falseNegatives(),
                figures.trueNegatives() + figures.falsePositives())
            / (double) figures.examples();
    return Table.of("Results on the test set", "", "accuracy", "± s.e.", "F1", "AUC", "log loss")
        .row("network", cells(figures))
        .row("bag of words (logistic regression, ignores word order)", cells(bagOfWords))
        .row(
            "always the more frequent class",
            Figures.text(most),
            Figures.text(standardError(most)),
            "-",
            "0.5000",
            "-")
        .element();
  }

  private String[] cells(BinaryMetrics m) {
    return new String[] {
      Figures.text(m.accuracy()),
      Figures.text(standardError(m.accuracy())),
      Figures.text(m.f1()),
      Figures.text(m.auc()),
      Figures.text(m.logLoss())
    };
  }

  private double standardError(double share) {
    return Math.sqrt(share * (1 - share) / figures.examples());
  }

  /**
   * Treats the two results as independent; they share their reviews, so the true error is usually
   * smaller.
   */
  private String verdict() {
    double difference = figures.accuracy() - bagOfWords.accuracy();
    double error =
        Math.hypot(standardError(figures.accuracy()), standardError(bagOfWords.accuracy()));
    String size =
        String.format(
            Locale.ROOT,
            "%.1f percentage points of accuracy (standard error about %.1f)",
            100 * Math.abs(difference),
            100 * error);
    if (Math.abs(difference) <= 2 * error) {
      return "The network and the bag of words are too close to call: they differ by " + size + ".";
    }
    return difference > 0
        ? "The network is better than the bag of words by " + size + "."
        : "The bag of words is BETTER than the network by " + size + ".";
  }

  private Element confusion() {
    Element table =
        Table.of(
                "Predictions on the test set, number of reviews",
                "",
                "predicted negative",
                "predicted positive")
            .row("actual negative", shaded(figures.trueNegatives(), figures.falsePositives(), true))
            .row(
                "actual positive", shaded(figures.falseNegatives(), figures.truePositives(), false))
            .element();
    return Element.of("div", table).with("class", "confusion");
  }

  /** Blue for correct, orange for wrong predictions; the shade is the share of the row. */
  private static List<Table.Cell> shaded(int negative, int positive, boolean negativeIsRight) {
    double all = Math.max(1, negative + positive);
    return List.of(
        shaded(negative, negative / all, negativeIsRight),
        shaded(positive, positive / all, !negativeIsRight));
  }

  private static Table.Cell shaded(int count, double share, boolean right) {
    long shade = Math.round(8 * share);
    return new Table.Cell(
        String.format(Locale.ROOT, "%,d (%.1f %%)", count, 100 * share),
        shade == 0 ? "" : (right ? "n" : "p") + shade);
  }

  private Element calibration() {
    ReliabilityCurve curve = ReliabilityCurve.of(probabilities, labels, BINS);
    List<ReliabilityCurve.Bin> bins = curve.bins().stream().filter(b -> b.count() > 0).toList();
    Element chart =
        new Chart("Share of positive reviews by predicted probability", "predicted probability")
            .line(
                "network",
                bins.stream().mapToDouble(ReliabilityCurve.Bin::probability).toArray(),
                bins.stream().mapToDouble(ReliabilityCurve.Bin::positives).toArray())
            .given("perfectly calibrated", new double[] {0, 1}, new double[] {0, 1})
            .range(0, 1)
            .element();
    Table table =
        Table.of(
            "The points",
            "probability from",
            "reviews",
            "mean probability",
            "actual share positive");
    for (int i = 0; i < BINS; i++) {
      ReliabilityCurve.Bin bin = curve.bins().get(i);
      table.row(
          Figures.text((double) i / BINS),
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
