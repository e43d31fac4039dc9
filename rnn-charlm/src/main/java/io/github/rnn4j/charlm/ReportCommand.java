package io.github.rnn4j.charlm;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.DataAccessOptions;
import io.github.rnn4j.train.RunDirectory;
import io.github.rnn4j.train.RunException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the report of a run again. */
@Command(
    name = "report",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Write report.html into the run's directory, as train does at its end: from the run's best"
            + " weights and its text, which is read again.")
final class ReportCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private DataAccessOptions access;

  @Parameters(paramLabel = "RUN", description = "Directory of the run.")
  private Path run;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    CharlmConfig config = directory.readJson(RunDirectory.CONFIG, CharlmConfig.class);
    directory.require(RunDirectory.BEST);
    Corpus corpus = Corpus.load(config.data(), access.cache(console), console.in());
    requireSame(directory, corpus);
    List<BaselineResult> baselines =
        corpus.test().isEmpty() ? null : HeldOutBaselines.of(config.data(), corpus, corpus.test());
    ReportPage.write(directory, corpus, baselines);
    console.out().println("the report is " + directory.file(RunDirectory.REPORT));
    return 0;
  }

  private static void requireSame(RunDirectory directory, Corpus corpus) {
    if (!corpus.isOf(directory)) {
      throw new RunException(
          "%s is not the text that the run in %s was trained on any more, so its parts are not those that were held out. Restore the text, or measure on a file with evaluate --data."
              .formatted(corpus.name(), directory.folder()));
    }
  }
}
