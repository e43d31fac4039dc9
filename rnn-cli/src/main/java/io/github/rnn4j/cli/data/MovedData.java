package io.github.rnn4j.cli.data;

import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.config.OptionHeading;
import io.github.rnn4j.run.RunDirectory;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option of commands that need a run's own data: where it is now. */
@OptionHeading("Data")
public final class MovedData {

  private static final String DATA = "--data";

  @Option(
      names = DATA,
      paramLabel = "PATH|NAME",
      description =
          "Where the run's data is now, if it has been moved. Its content must be the same."
              + " Default: the same place as in training")
  private String data;

  /** Creates an instance for picocli to fill in. */
  public MovedData() {}

  /**
   * Returns the configuration with the new place of the data.
   *
   * @param config the configuration of a run
   * @param <C> the configuration
   * @return the same, or with another {@code --data}
   */
  public <C extends Record> C in(C config) {
    return data == null ? config : ConfigOptions.with(config, Map.of(DATA, data));
  }

  /**
   * Reads the data.
   *
   * @param run the run
   * @param trainedOn the value of {@code --data} with which the run was trained
   * @param reader reads it, from its new place if that is given
   * @param <T> the data
   * @return the data
   * @throws io.github.rnn4j.datasets.DataException if it cannot be read, was split by a cluster, or
   *     waits for its test because of {@code --no-test}
   */
  public <T> T read(RunDirectory run, String trainedOn, Supplier<T> reader) {
    RunData.requireSplitHere(run, "evaluate --data");
    RunData.requireTested(run);
    return RunData.read(run, trainedOn, data != null, reader);
  }
}
