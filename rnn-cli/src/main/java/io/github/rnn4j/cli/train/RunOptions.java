package io.github.rnn4j.cli.train;

import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The options of every command that creates a run: where the run is kept. */
@OptionHeading("Run")
public final class RunOptions {

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Folder for all runs. Default: runs")
  private Path runs;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of the run folder. Default: the program's short name and the time, such as"
              + " imdb-2026-11-22_14-05-30 in rnn-imdb")
  private String name;

  @Option(
      names = "--overwrite",
      description = "Replace an older run of the same name. Your own files in its folder are kept.")
  private boolean overwrite;

  /** Creates an instance for picocli to fill in. */
  public RunOptions() {}

  /**
   * Refuses a name that is taken, before anything slow is done.
   *
   * @throws RunException if there is a run of that name, and it must not be replaced
   */
  public void requireFree() {
    if (name != null && !overwrite && Files.exists(runs.resolve(name).resolve(RunDirectory.RUN))) {
      throw new RunException(
          "There is already a run in %s. Choose another --name, or add --overwrite to replace it."
              .formatted(runs.resolve(name)));
    }
  }

  /**
   * Returns the name of a run without {@code --name}.
   *
   * @param program the program's short name, such as {@code imdb}
   * @return a name such as {@code imdb-2026-11-22_14-05-30}
   */
  public static String nameNow(String program) {
    return program + "-" + RunDirectory.nameAt(LocalDateTime.now(ZoneId.systemDefault()));
  }

  /**
   * Creates a run folder.
   *
   * @param program the program's short name, such as {@code imdb}; the default name of a run starts
   *     with it
   * @return the new run
   * @throws io.github.rnn4j.loop.RunException if a run of that name exists and must not be
   *     replaced, or the folder cannot be created
   */
  public RunDirectory create(String program) {
    Path folder = runs.resolve(name == null ? nameNow(program) : name);
    return overwrite ? RunDirectory.replace(folder) : RunDirectory.create(folder);
  }
}
