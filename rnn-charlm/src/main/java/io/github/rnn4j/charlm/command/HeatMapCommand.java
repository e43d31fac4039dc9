package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.report.HeatMapPage;
import io.github.rnn4j.charlm.report.TextFeature;
import io.github.rnn4j.charlm.report.Trace;
import io.github.rnn4j.charlm.report.TracingUnit;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.RunData;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a page that shows what surprised the network in a text, and what single units did. */
@Command(
    name = "heat-map",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Write heat-map.html to the run folder: a text colored by how much each token"
            + " surprised the network, and by the values of single units. By default these are"
            + " the units that best track lines, quotes, brackets and words.")
public final class HeatMapCommand implements Callable<Integer> {

  private static final int MOST = 100_000;

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @ArgGroup private Given given;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Read at most this many tokens from the beginning of the text, 2 to 100000. If the run"
              + " was trained with --unit line or sentence, only the first line or sentence is"
              + " read. Default:"
              + " ${DEFAULT-VALUE}")
  private int limit;

  @Option(
      names = "--units",
      paramLabel = "N,N",
      split = ",",
      description = "Show these units, counted from 0, instead of those found automatically.")
  private int[] units;

  /** The text to read. Without either option, the run's own text is read. */
  static final class Given {
    @Option(names = "--text", paramLabel = "TEXT", description = "The text to read.")
    private String text;

    @Option(
        names = "--data",
        paramLabel = "PATH|NAME",
        description =
            "The text to read; accepts the same values as train --data. Default: the test set of"
                + " the run's text, or the whole text if the run was trained with --split none")
    private String data;
  }

  /** A unit, as printed by {@code --json}. */
  record ShownUnit(int unit, String goesWith, double correlation) {}

  /** The result, as printed by {@code --json}. */
  record Result(String page, LanguageFigures figures, List<ShownUnit> units) {}

  public HeatMapCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 2 || limit > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--limit is %d; it must be from 2 to %d".formatted(limit, MOST));
    }
    RunDirectory directory = RunDirectory.open(run);
    LanguageModel model = LanguageModel.open(run);
    Trace trace = trace(model, directory);
    List<TracingUnit> shown = shown(trace, model.config().data().tokens());
    double nats = Arrays.stream(trace.bits()).skip(1).average().orElseThrow() * Math.log(2);
    LanguageFigures figures = LanguageFigures.of(trace.bits().length - 1L, nats);
    List<String> pieces = model.config().data().tokens().pieces(trace.tokens());
    HeatMapPage.of("Heat map: " + run, pieces, trace, figures, shown)
        .writeTo(directory, RunDirectory.HEAT_MAP);
    report(new Result(directory.file(RunDirectory.HEAT_MAP).toString(), figures, asJson(shown)));
    return 0;
  }

  private Trace trace(LanguageModel model, RunDirectory directory) {
    int[] tokens = read(model, directory).sequences().get(0);
    int[] first = Arrays.copyOf(tokens, Math.min(tokens.length, limit));
    return Trace.of(model.config(), model.vocabulary(), model.network(), first);
  }

  private Part read(LanguageModel model, RunDirectory directory) {
    if (given == null) {
      DataConfig trained = model.config().data();
      RunData.requireSplitHere(directory, "--data or --text");
      return RunData.read(
              directory,
              trained.data(),
              false,
              () -> Corpus.ofRun(directory, trained, access.cache(console), console.in()))
          .shown();
    }
    if (given.data != null) {
      return OtherText.encode(
          model, Corpus.source(given.data, access.cache(console), console.in()));
    }
    try {
      return model.encode(given.text);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), "--text: " + cause.getMessage(), cause);
    }
  }

  private List<TracingUnit> shown(Trace trace, Tokens tokens) {
    if (units == null) {
      return TracingUnit.find(trace, TextFeature.of(tokens));
    }
    for (int unit : units) {
      if (unit < 0 || unit >= trace.unitCount()) {
        throw new ParameterException(
            spec.commandLine(),
            "--units contains %d; this network has units 0 to %d"
                .formatted(unit, trace.unitCount() - 1));
      }
    }
    return Arrays.stream(units).mapToObj(unit -> new TracingUnit(unit, null, 0)).toList();
  }

  private static List<ShownUnit> asJson(List<TracingUnit> shown) {
    return shown.stream()
        .map(
            unit ->
                new ShownUnit(
                    unit.unit(),
                    unit.feature() == null ? null : unit.feature().text(),
                    unit.correlation()))
        .toList();
  }

  private void report(Result result) {
    if (json.asked()) {
      json.print(console, result);
      return;
    }
    console.out().println(EpochFigures.text(result.figures()));
    for (ShownUnit unit : result.units()) {
      if (unit.goesWith() != null) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "Unit %d: %s (correlation %.2f)%n",
                unit.unit(),
                unit.goesWith(),
                unit.correlation());
      }
    }
    console.out().println("Heat map: " + result.page());
  }
}
