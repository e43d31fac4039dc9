package io.github.rnn4j.charlm.command;

import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.charlm.baseline.HeldOutBaselines;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.report.ReportPage;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.charlm.training.TrainingReport;
import io.github.rnn4j.charlm.training.TrainingSession;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.text.KnownText;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.ui.UiOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Trains a language model, measures it on text that it has not seen, and keeps the run. */
@Command(
    name = "train",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train a language model on a text, measure it on held-out text, and keep all of it in a run"
            + " directory.")
public final class TrainCommand extends TrainVerb<CharlmConfig, TrainingReport> {

  @Option(
      names = "--preset",
      order = -2, // before those of every program
      paramLabel = "NAME",
      defaultValue = "small",
      description = "Values of the options that are not given; see below. Default: small")
  private Preset preset;

  @Mixin private UiOptions uiOptions;

  public TrainCommand(Console console) {
    super(console, CharlmConfig.PROGRAM, CharlmConfig.class);
  }

  @Override
  protected CharlmConfig preset() {
    return preset.config();
  }

  @Override
  protected TrainingView view(String program, Console told) {
    return uiOptions.open(program, told);
  }

  @Override
  protected Function<TrainingRun, TrainingReport> prepare(CharlmConfig config, PrintStream story) {
    Corpus corpus = Corpus.load(config.data(), access().cache(console()), console().in());
    introduce(config, corpus, story);
    requireFit(config, corpus);
    return run -> {
      TrainingReport trained = new TrainingSession(config, corpus, run).run();
      ReportPage.write(run.directory(), corpus, trained.baselines());
      return trained;
    };
  }

  @Override
  protected CharlmConfig given() {
    ParseResult given = spec().commandLine().getParseResult();
    boolean names = KnownText.DINOS.id().equals(given.matchedOptionValue("--data", ""));
    CharlmConfig base = names ? preset.config().ofLines() : preset.config();
    CharlmConfig config = ConfigOptions.override(base, given, spec());
    boolean whole = config.data().unit() != Unit.TEXT;
    refuse(whole, "--steps", "lines and sentences come whole");
    refuse(whole, "--order", "lines and sentences come whole, in random order");
    refuse(
        config.network().input() == InputForm.ONE_HOT,
        "--embedding",
        "one-hot input has no vectors: add --input embedding");
    refuse(
        config.data().tokens() == Tokens.CHARACTER,
        "--max-vocabulary",
        "all characters are known: add --tokens word");
    return config;
  }

  /** Options that would change nothing are not passed over. */
  private void refuse(boolean idle, String option, String why) {
    if (idle && spec().commandLine().getParseResult().hasMatchedOption(option)) {
      throw new ParameterException(
          spec().commandLine(), "%s has no effect here; %s".formatted(option, why));
    }
  }

  /** Before a folder is made: whether the text is long enough for a minibatch. */
  private static void requireFit(CharlmConfig config, Corpus corpus) {
    try {
      TrainingSession.requireFit(config, corpus);
    } catch (IllegalArgumentException cause) {
      throw new DataException(corpus.name() + ": " + cause.getMessage(), cause);
    }
  }

  private static void introduce(CharlmConfig config, Corpus corpus, PrintStream story) {
    String unit = config.data().tokens().noun();
    story.printf(
        Locale.ROOT,
        "text: %s: %,d %ss to train on, %,d for validation, %,d for the test%n",
        corpus.name(),
        corpus.train().predictions(),
        unit,
        corpus.validation().predictions(),
        corpus.test().predictions());
    if (corpus.synthetic()) {
      story.println(
          "      SYNTHETIC: made up by this program; figures say nothing about real text");
    }
    ConfigOptions.describe(config).forEach(story::println);
  }

  @Override
  protected void conclude(TrainingReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%ntrained in %.0f s (%s); weights of epoch %d, the best:%n",
        report.seconds(),
        report.stopReason(),
        report.bestEpoch());
    out.println("  training   " + EpochFigures.text(report.training()));
    if (report.validation() == null) {
      out.println("  nothing is held out: no figure says what the network learned of the language");
    } else {
      out.println("  validation " + EpochFigures.text(report.validation()));
      out.println("  test       " + EpochFigures.text(report.test()));
      out.println("beside simpler models, on the test part:");
      HeldOutBaselines.describe(report.baselines(), report.test(), report.unit())
          .forEach(line -> out.println("  " + line));
    }
    out.printf("%nsample:%n%s", (report.prime() + report.sample()).indent(4));
  }

  @Override
  protected List<String> next(RunDirectory run, TrainingReport report) {
    return List.of("sample " + run.folder(), "evaluate " + run.folder());
  }
}
