package io.github.rnn4j.charlm.report;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.baseline.HeldOutBaselines;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.charlm.model.TextMeasure;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.charlm.training.EpochSamples;
import io.github.rnn4j.charlm.training.TrainingSession;
import io.github.rnn4j.cli.report.Element;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.cli.report.Page;
import io.github.rnn4j.cli.report.RunSections;
import io.github.rnn4j.cli.report.Table;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.text.SamplingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The report page of a run: its results, samples, and what surprised the network. */
public final class ReportPage {

  private static final double[] TEMPERATURES = {0.5, 0.8, 1, 1.2};
  private static final int SAMPLE = 400;
  private static final int COLOURED = 1_500;
  private static final int NAMED = 8;
  private static final int EPOCHS = 50;

  private final LanguageModel model;
  private final Corpus corpus;
  private final RunSections run;
  private final List<BaselineResult> baselines;
  private final LanguageFigures test;
  private final List<EpochSamples.Epoch> written;

  private ReportPage(RunDirectory run, Corpus corpus, List<BaselineResult> baselines) {
    this.model = LanguageModel.open(run.folder());
    this.corpus = corpus;
    this.run = RunSections.of(run);
    this.baselines = baselines;
    this.test = corpus.test().isEmpty() ? null : test();
    this.written = EpochSamples.of(run).epochs();
  }

  /**
   * Writes the page into the run folder.
   *
   * @param run a run with the weights of at least one epoch
   * @param corpus the text of the run
   * @param baselines results of the baselines on the test set; null without a split
   */
  public static void write(RunDirectory run, Corpus corpus, List<BaselineResult> baselines) {
    new ReportPage(run, corpus, baselines).page().writeTo(run, RunDirectory.REPORT);
  }

  /** Returns the test result of the run; measures it now if training has not ended. */
  private LanguageFigures test() {
    Double nats = run.provenance().finalMetrics().get(TrainingSession.TEST_NATS);
    return nats == null
        ? model.measure(corpus.test())
        : LanguageFigures.of(corpus.test().predictions(), nats);
  }

  private Page page() {
    return run.page("Language model", summary())
        .section("Data", data())
        .section("Results", results())
        .section("Samples", samples())
        .section("Surprise", surprise())
        .section("Learning curves", curves(), run.gradientNorms())
        .section("Configuration", RunSections.configuration(model.config()))
        .section(
            "Network", RunSections.network(LanguageNetwork.layers(model.config(), model.network())))
        .section("Provenance", run.origin())
        .section(
            "Reproduce this run",
            run.repeat(CharlmConfig.PROGRAM, List.of(Preset.values()), model.config()));
  }

  private String noun() {
    return model.config().data().tokens().noun();
  }

  private String summary() {
    return test == null
        ? "Trained on the whole of %s. Nothing is held out, so the results say nothing about new text."
            .formatted(corpus.name())
        : String.format(
            Locale.ROOT,
            "%s on the test set of %s. %s",
            EpochFigures.text(test) + " per " + noun(),
            corpus.name(),
            verdict());
  }

  private String verdict() {
    return HeldOutBaselines.verdict(baselines, test) + ".";
  }

  private Element data() {
    return Table.of("Text: " + corpus.name(), "", "")
        .row(noun() + "s in the training set", Figures.count(corpus.train().tokens()))
        .row(noun() + "s in the validation set", Figures.count(corpus.validation().tokens()))
        .row(noun() + "s in the test set", Figures.count(corpus.test().tokens()))
        .row("vocabulary", Figures.count(corpus.vocabulary().size()))
        .row(
            "parameters of the network",
            Figures.count(LanguageNetwork.parameters(model.config(), model.network())))
        .element();
  }

  private Element results() {
    if (test == null) {
      return Element.of(
          "p", "Nothing is held out, so the network cannot be compared with baselines.");
    }
    Table table =
        Table.of(
            "Results on the test set (lower is better)",
            "",
            "bits per " + noun(),
            "nats per " + noun(),
            "perplexity");
    double least =
        DoubleStream.concat(
                DoubleStream.of(test.bits()),
                baselines.stream().mapToDouble(BaselineResult::bitsPerToken))
            .min()
            .orElseThrow();
    table.row("network", row(test.bits(), least));
    baselines.forEach(baseline -> table.row(baseline.name(), row(baseline.bitsPerToken(), least)));
    return Element.of("div", table.element(), Element.of("p", verdict()));
  }

  private static List<Table.Cell> row(double bits, double least) {
    double nats = bits * Math.log(2);
    String text = Figures.text(bits);
    return List.of(
        bits == least ? Table.Cell.best(text) : Table.Cell.of(text),
        Table.Cell.of(Figures.text(nats)),
        Table.Cell.of(Figures.text(Math.exp(nats))));
  }

  private Element samples() {
    String prime = model.defaultPrime();
    Element samples =
        Element.of(
            "div",
            Element.of(
                "p",
                "Text that the network writes, always with the same random numbers. A low"
                    + " temperature makes the text more predictable, a high one more varied; 1"
                    + " draws from the probabilities that the network predicts."));
    for (double temperature : TEMPERATURES) {
      String text =
          model.write(
              prime,
              SAMPLE,
              SamplingOptions.PLAIN.withTemperature(temperature),
              model.config().training().seed(),
              piece -> {});
      samples.add(
          Element.of("h3", "Temperature " + temperature),
          Element.of("pre", (prime + text).strip()));
    }
    return samples.add(afterEpochs());
  }

  /** Shows what the network wrote during training; of many epochs, some at equal distances. */
  private List<Element> afterEpochs() {
    if (written.isEmpty()) {
      return List.of();
    }
    Element all =
        Element.of(
            "details",
            Element.of("summary", "During training"),
            Element.of(
                "p",
                "Text that the network wrote after each epoch, each time with new random numbers."));
    int every = (written.size() - 1) / EPOCHS + 1;
    for (int i = (written.size() - 1) % every; i < written.size(); i += every) {
      EpochSamples.Epoch epoch = written.get(i);
      all.add(
          Element.of(
              "p",
              String.format(Locale.ROOT, "Epoch %d, update %,d", epoch.epoch(), epoch.update())),
          Element.of("pre", String.join("\n", epoch.texts())));
    }
    return List.of(all);
  }

  /** Shows the beginning of the test set, or of the training set without a split. */
  private Element surprise() {
    Part part = corpus.shown();
    TextMeasure measure = model.textMeasure();
    List<String> tokens = new ArrayList<>();
    DoubleStream.Builder bits = DoubleStream.builder();
    for (int[] sequence : part.sequences()) {
      if (tokens.size() < COLOURED) {
        int[] shown = Arrays.copyOf(sequence, Math.min(sequence.length, COLOURED));
        tokens.addAll(pieces(corpus.vocabulary().decode(shown)));
        bits.add(Double.NaN);
        Arrays.stream(measure.surprises(shown)).forEach(nats -> bits.add(nats / Math.log(2)));
      }
    }
    double[] all = bits.build().toArray();
    return Element.of(
        "div",
        Element.of(
            "p",
            corpus.test().isEmpty()
                ? "The beginning of the text, which the network was trained on."
                : "The beginning of the test set, which the network has not seen."),
        HeatMapPage.surprise(tokens, all),
        Element.of("p", most(tokens, all)).with("class", "note"));
  }

  /** Returns the pieces of a sequence, with a line feed after a line or sentence. */
  private List<String> pieces(List<String> tokens) {
    List<String> pieces = new ArrayList<>(model.config().data().tokens().pieces(tokens));
    if (model.config().data().unit() != Unit.TEXT) {
      pieces.add(pieces.remove(pieces.size() - 1) + "\n");
    }
    return pieces;
  }

  /** Names the greatest surprises, for readers who cannot see the colors. */
  private String most(List<String> tokens, double[] bits) {
    return IntStream.range(0, bits.length)
        .filter(t -> Double.isFinite(bits[t]))
        .boxed()
        .sorted(Comparator.comparingDouble(t -> -bits[t]))
        .limit(NAMED)
        .map(
            t ->
                String.format(
                    Locale.ROOT,
                    "\u201c%s\u201d after \u201c%s\u201d (%.1f bits)",
                    shown(tokens.get(t)),
                    String.join("", tokens.subList(Math.max(0, t - NAMED), t)).strip(),
                    bits[t]))
        .collect(Collectors.joining("; ", "Greatest surprises: ", "."));
  }

  private static String shown(String piece) {
    return switch (piece) {
      case " " -> "space";
      case "\n" -> "line feed";
      default -> piece.strip();
    };
  }

  private Element curves() {
    boolean heldOut = !corpus.validation().isEmpty();
    return run.learningCurves(MetricName.NATS, List.of(), TrainingSession.monitor(heldOut));
  }
}
