package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.search.ComparableOptions;
import io.github.rnn4j.cli.search.TrialRunner;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.datasets.labelled.ClassNames;
import io.github.rnn4j.imdb.config.ClassWeighting;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.DataNotes;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.Members;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.imdb.report.ReportPage;
import io.github.rnn4j.imdb.training.TrainingReport;
import io.github.rnn4j.imdb.training.TrainingSession;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.ui.UiOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network, tests it once, and saves everything in a run folder. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a network on labelled texts, test it once, and save everything in a run folder.")
public final class TrainCommand extends TrainVerb<ImdbConfig, TrainingReport> {

  static final String PRESET =
      "Preset with values for all options that you do not set; see below. Default: standard with"
          + " --data, otherwise demo";

  @Option(
      names = "--preset",
      order = -2, // before the options that all programs share
      paramLabel = "NAME",
      description = PRESET)
  private Preset preset;

  @Mixin private UiOptions uiOptions;

  public TrainCommand(Console console) {
    super(console, ImdbConfig.PROGRAM, ImdbConfig.class);
  }

  /**
   * Returns the command with its options.
   *
   * @param console where it reads and writes
   * @return the command
   */
  public static CommandLine of(Console console) {
    CommandLine train = new CommandLine(new TrainCommand(console));
    ConfigOptions.addTo(train, Preset.class, Preset.DEMO);
    return train;
  }

  /**
   * Returns what runs the trials of a search, and the options that it may try.
   *
   * <p>The accuracy on the same texts can be compared whatever the network reads of them. The seed
   * decides which texts are validated; a mean over several networks says nothing about them
   * together; and n-grams are not validated.
   *
   * @return the program and its {@code train}
   */
  public static TrialRunner trials() {
    ImdbConfig shown = Preset.DEMO.config();
    return new TrialRunner(
        ImdbConfig.PROGRAM,
        TrainCommand::of,
        shown,
        ComparableOptions.of(
            shown,
            Set.of("--members", "--monitor", "--ngrams", "--seed"),
            Set.of(
                "--tokenizer", "--max-length", "--truncation", "--min-count", "--max-vocabulary")),
        List.of());
  }

  private Preset chosen() {
    return preset == null
        ? Preset.of(
            spec().commandLine().getParseResult().matchedOptionValue("--data", (String) null))
        : preset;
  }

  @Override
  protected ImdbConfig preset() {
    return chosen().config();
  }

  @Override
  protected TrainingView view(String program, Console told) {
    return uiOptions.open(program, told);
  }

  @Override
  protected Function<TrainingRun, TrainingReport> prepare(ImdbConfig config, PrintStream story) {
    source().ifPresent(run -> TextClassifier.open(run.folder())); // refuses a damaged run
    ImdbData data =
        readData(
            config.data().data(),
            () ->
                ImdbData.load(config.data(), config.training().seed(), access().cache(console())));
    introduce(data, config.network().members(), story);
    EncodedData encoded =
        resumed()
            .or(this::source)
            .filter(run -> run.has(RunDirectory.VOCABULARY))
            .map(run -> SavedVocabulary.of(run, DataConfig.SPECIALS))
            .map(vocabulary -> EncodedData.of(config.data(), data, vocabulary))
            .orElseGet(
                () ->
                    config.network().members() > 1
                        ? EncodedData.ofFolds(config.data(), data)
                        : EncodedData.of(config.data(), data));
    DataNotes.of(encoded, config.training().classWeights() == ClassWeighting.BALANCED)
        .forEach(note -> story.printf("       %s%n", note));
    startedFrom(data.classes(), story);
    ConfigOptions.describe(config).forEach(story::println);
    config.network().cellChoice().note().ifPresent(story::println);
    encoded.folds(config.network().members(), config.training().seed()); // refuses too few texts
    new ReviewBatches(config, encoded.vocabulary().size(), data.classes())
        .requireFit(encoded.train(), encoded.validation(), encoded.test());
    return run -> {
      TrainingSession session = new TrainingSession(config, encoded, run);
      TrainingReport trained = session.run();
      ReportPage.write(run.directory(), encoded, session.comparison());
      return trained;
    };
  }

  @Override
  protected ImdbConfig startingFrom(ImdbConfig from) {
    return new ImdbConfig(
        preset().data().encodedAs(from.data()), from.network().ofOne(), from.training());
  }

  @Override
  protected List<RunDirectory> trainings(RunDirectory run) {
    int members = run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class).network().members();
    return Members.folders(run, members);
  }

  @Override
  protected Set<String> encoding() {
    return Set.of("--tokenizer", "--min-count", "--max-vocabulary");
  }

  private static void introduce(ImdbData data, int members, PrintStream story) {
    story.printf(
        Locale.ROOT,
        "Texts: %s: %,d for training, %,d for validation, %,d for testing%n",
        data.name(),
        data.train().size(),
        data.validation().size(),
        data.test().size());
    if (members > 1) {
      story.printf(
          Locale.ROOT,
          "       these are the texts of the first of %d networks; each sets aside different ones, so together they learn from all %,d%n",
          members,
          data.train().size() + data.validation().size());
    }
    if (!data.reading().isEmpty()) {
      story.printf("       %s%n", data.reading());
      story.printf("       %s%n", classes(data.classes()));
    }
    if (data.synthetic()) {
      story.println(SYNTHETIC_NOTE);
    }
  }

  /** Names the classes for the user. */
  static String classes(TextClasses classes) {
    if (classes.isBinary()) {
      return "classes: %s and %s; the positive one is %s, --positive chooses another"
          .formatted(
              FigureText.name(classes, 0),
              FigureText.name(classes, 1),
              FigureText.name(classes, 1));
    }
    return "%d classes: %s".formatted(classes.size(), ClassNames.listed(classes.names()));
  }

  /**
   * Says whether the output layer is new, because the run that is started from knows other classes.
   */
  private void startedFrom(TextClasses classes, PrintStream story) {
    source()
        .filter(run -> run.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class).network().members() > 1)
        .ifPresent(
            run ->
                story.printf(
                    "The run in %s has several networks; this one starts from the first of them%n",
                    run.folder()));
    source()
        .filter(run -> !TextClasses.of(run).names().equals(classes.names()))
        .ifPresent(
            run ->
                story.printf(
                    "The network in %s %s (%s), so the output layer is new%n",
                    run.folder(),
                    Set.copyOf(TextClasses.of(run).names()).equals(Set.copyOf(classes.names()))
                        ? "has the classes in another order"
                        : "knows other classes",
                    ClassNames.listed(TextClasses.of(run).names())));
  }

  static final String SYNTHETIC_NOTE =
      "         SYNTHETIC: generated by this program; the results say nothing about real reviews";

  @Override
  protected void conclude(TrainingReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%nTrained in %.0f s (%s)%n%nTest results on %,d texts%s, %s:%n%s%n",
        report.seconds(),
        report.stopReason(),
        report.testReviews(),
        report.synthetic() ? " (synthetic)" : "",
        report.members() == 1
            ? "weights of epoch " + report.bestEpoch()
            : "average of %d networks".formatted(report.members()),
        FigureText.of(report.tested(), new TextClasses(report.classes())));
    if (report.combination() != null) {
      out.printf(
          Locale.ROOT,
          "  These are the results of %s and n-grams together, with weights %.2f and %.2f.%n",
          report.members() == 1 ? "network" : "networks",
          report.combination().network(),
          report.combination().ngrams());
      out.println(
          line(report.members() == 1 ? "network alone" : "networks alone", report.network()));
    }
    out.println(
        line("n-grams alone (logistic regression on 1 to 3 words in a row)", report.ngrams()));
    out.println(line("bag of words (logistic regression, ignores word order)", report.words()));
    out.printf("%nExamples:%n");
    report.examples().forEach(example -> out.println("  " + FigureText.of(example, 1)));
  }

  private static String line(String name, Evaluation results) {
    return String.format(
        Locale.ROOT,
        "  %s: accuracy %.4f   %s",
        name,
        results.accuracy(),
        results.binary() == null
            ? String.format(Locale.ROOT, "macro F1 %.4f", results.classes().macroF1())
            : String.format(Locale.ROOT, "AUC %.4f", results.binary().auc()));
  }

  @Override
  protected List<List<String>> next(RunDirectory run, TrainingReport report) {
    String folder = run.folder().toString();
    return List.of(List.of("evaluate", folder), List.of("predict", folder, "Your own text."));
  }
}
