package io.github.rnn4j.charlm;

import static io.github.rnn4j.charlm.CharlmApplication.MODULE;

import io.github.rnn4j.cli.Application;
import io.github.rnn4j.cli.ConfigOptions;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.DataAccessOptions;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.RunOptions;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.train.Provenance;
import io.github.rnn4j.train.RunDirectory;
import io.github.rnn4j.train.RunException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a language model, measures it on text that it has not seen, and keeps the run. */
@Command(
    name = "train",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Train a language model on a text, measure it on held-out text, and keep all of it in a run"
            + " directory.")
final class TrainCommand implements Callable<Integer> {

  /** Options that make sense for a run that goes on; all others are those it was begun with. */
  private static final List<String> WITH_RESUME =
      List.of("--resume", "--json", "--cache", "--offline");

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;
  @Mixin private RunOptions runs;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "small",
      description = "Values of the options that are not given; see below. Default: small")
  private Preset preset;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with an interrupted run after its last whole epoch, with the options it was begun"
              + " with; the result is that of a run that was not interrupted.")
  private Path resumed;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TrainingReport report = resumed == null ? begin() : goOn();
    if (json.asked()) {
      json.print(console, report);
    } else {
      conclude(report);
    }
    return 0;
  }

  private TrainingReport begin() {
    CharlmConfig config =
        ConfigOptions.override(preset.config(), spec.commandLine().getParseResult(), spec);
    Corpus corpus = Corpus.load(config.data(), access.cache(console), console.in());
    PrintStream story = json.story(console);
    introduce(config, corpus, story);
    requireFit(config, corpus);
    return new TrainingSession(config, corpus, runs.create("charlm"), console, story).run();
  }

  private TrainingReport goOn() {
    requireNoOthers();
    RunDirectory run = RunDirectory.open(resumed);
    CharlmConfig config = run.readJson(RunDirectory.CONFIG, CharlmConfig.class);
    run.require(RunDirectory.LAST);
    Corpus corpus = Corpus.load(config.data(), access.cache(console), console.in());
    requireSameText(run, corpus);
    PrintStream story = json.story(console);
    introduce(config, corpus, story);
    return new TrainingSession(config, corpus, run, console, story).resume();
  }

  private void requireNoOthers() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITH_RESUME.contains(option.longestName())) {
        throw new ParameterException(
            spec.commandLine(),
            "%s does not go with --resume: a run goes on with the options it was begun with"
                .formatted(option.longestName()));
      }
    }
  }

  private static void requireSameText(RunDirectory run, Corpus corpus) {
    Provenance begun = run.readJson(RunDirectory.PROVENANCE, Provenance.class);
    if (!begun.data().checksum().equals("sha256:" + corpus.checksum())) {
      throw new RunException(
          "%s is not the text that the run in %s was trained on (SHA-256 %s instead of %s). Restore that text, or train anew."
              .formatted(
                  corpus.name(),
                  run.folder(),
                  corpus.checksum(),
                  begun.data().checksum().replaceFirst("^sha256:", "")));
    }
  }

  /** Before a folder is made: whether the text is long enough for a minibatch. */
  private static void requireFit(CharlmConfig config, Corpus corpus) {
    try {
      TrainingSession.schedule(config, corpus);
    } catch (IllegalArgumentException cause) {
      throw new DataException(corpus.name() + ": " + cause.getMessage(), cause);
    }
  }

  private static void introduce(CharlmConfig config, Corpus corpus, PrintStream story) {
    String unit = config.data().tokens().unit();
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

  private void conclude(TrainingReport report) {
    PrintStream out = console.out();
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
      out.println("simpler models on the test part:");
      HeldOutBaselines.describe(report.baselines(), report.test(), report.unit())
          .forEach(line -> out.println("  " + line));
    }
    out.printf("%nsample:%n%s", (report.prime() + report.sample()).indent(4));
    out.printf("%nthe run is in %s; go on with%n", report.run());
    out.printf("  %s%n", Application.commandLine(MODULE, "sample " + report.run()));
    out.printf("  %s%n", Application.commandLine(MODULE, "evaluate " + report.run()));
  }
}
