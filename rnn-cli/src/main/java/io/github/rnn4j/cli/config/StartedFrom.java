package io.github.rnn4j.cli.config;

import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run whose network was the start of another one. Saved as {@link RunDirectory#STARTED_FROM},
 * with copies of its networks: the new run does not need it any more.
 *
 * @param run the folder of the run, as given by the user
 * @param data the name of the data that its network was trained on
 * @param checksum the checksum of that data
 */
public record StartedFrom(String run, String data, String checksum) {

  /**
   * Reads what is saved of a run.
   *
   * @param run the run
   * @return where it started; empty if its first weights were random
   * @throws io.github.rnn4j.loop.RunException if the file is damaged
   */
  public static Optional<StartedFrom> of(RunDirectory run) {
    return run.has(RunDirectory.STARTED_FROM)
        ? Optional.of(run.readJson(RunDirectory.STARTED_FROM, StartedFrom.class))
        : Optional.empty();
  }

  /**
   * Copies networks into a new run, which has no configuration yet.
   *
   * @param source the run to start from
   * @param run the new run
   * @param files the names of the networks in {@code source} and those of their copies
   * @throws io.github.rnn4j.loop.RunException if a network is missing
   * @throws io.github.rnn4j.run.NotWrittenException if a file cannot be written
   */
  public static void copy(RunDirectory source, RunDirectory run, Map<String, String> files) {
    Provenance.Data data = source.readJson(RunDirectory.PROVENANCE, Provenance.class).data();
    files.forEach(
        (name, copy) -> {
          Path network = source.require(name);
          run.write(copy, out -> Files.copy(network, out));
        });
    run.writeJson(
        RunDirectory.STARTED_FROM,
        new StartedFrom(source.folder().toString(), data.name(), data.checksum()));
  }

  /**
   * Returns the option that starts from the run.
   *
   * @return the option as it is typed
   */
  public List<String> options() {
    return List.of("--from=" + run);
  }
}
