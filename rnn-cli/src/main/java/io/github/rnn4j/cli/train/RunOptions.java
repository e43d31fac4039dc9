package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Options of every command that makes a run: where it is kept. */
@OptionHeading("Run")
public final class RunOptions {

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Folder of all runs. Default: runs")
  private Path runs;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of this run's folder. Default: the program's short name and the time")
  private String name;

  @Option(
      names = "--overwrite",
      description = "Replace an older run of that name. Your own files in its folder stay.")
  private boolean overwrite;

  /** For picocli, which fills it. */
  public RunOptions() {}

  /**
   * Makes the folder of a run.
   *
   * @param program the program's short name, such as {@code imdb}; begins the name of a run that is
   *     given none
   * @return the new run
   * @throws io.github.rnn4j.loop.RunException if there is one of that name that may not be
   *     replaced, or the folder cannot be made
   */
  public RunDirectory create(String program) {
    String now = RunDirectory.nameAt(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = runs.resolve(name == null ? program + "-" + now : name);
    return overwrite ? RunDirectory.replace(folder) : RunDirectory.create(folder);
  }
}
