package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.MovedData;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.report.ReportPage;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedVocabulary;
import java.nio.file.Path;
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
        "Rewrite report.html in the run folder from the run's best weights and its data, which"
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
    ImdbConfig config = moved.in(directory.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class));
    directory.require(RunDirectory.BEST);
    ImdbData data =
        moved.read(
            directory,
            config.data().data(),
            () -> ImdbData.load(config.data(), config.training().seed(), access.cache(console)));
    requireSame(directory, data);
    EncodedData encoded =
        EncodedData.of(config.data(), data, SavedVocabulary.of(directory, DataConfig.SPECIALS));
    ReportPage.write(directory, encoded);
    console.out().println("Report: " + directory.file(RunDirectory.REPORT));
    return 0;
  }

  private static void requireSame(RunDirectory directory, ImdbData data) {
    if (!data.checksum().equals(EvaluateCommand.trainedChecksum(directory))) {
      throw new RunException(
          "%s is not the data that the run in %s was trained on, or it has changed since, so its test set is not the one that was held out. Restore the data, or use evaluate --data to evaluate on other reviews."
              .formatted(data.name(), directory.folder()));
    }
  }
}
