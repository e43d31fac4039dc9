package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.baseline.HeldOutBaselines;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.report.ReportPage;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.MovedData;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Rewrites the report of a run. */
@Command(
    name = "report",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Rewrite report.html in the run folder from the run's best weights and its text, which"
            + " must be unchanged. The train command writes the same report when it ends.")
public final class ReportCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private DataAccessOptions access;
  @Mixin private MovedData moved;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    CharlmConfig config = moved.in(directory.readConfig(CharlmConfig.PROGRAM, CharlmConfig.class));
    directory.require(RunDirectory.BEST);
    Corpus corpus =
        moved.read(
            directory,
            config.data().data(),
            () -> Corpus.ofRun(directory, config.data(), access.cache(console), console.in()));
    List<BaselineResult> baselines =
        corpus.test().isEmpty()
            ? null
            : new HeldOutBaselines(config.data(), corpus).of(corpus.test());
    ReportPage.write(directory, corpus, baselines);
    console.out().println("Report: " + directory.file(RunDirectory.REPORT));
    return 0;
  }
}
