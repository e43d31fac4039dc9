package io.github.rnn4j.imdb.model;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the networks of a run are saved, each with its training: the first one in the folder of the
 * run, the second one in {@code member-2} in it, and so on.
 */
public final class Members {

  private static final Logger log = LoggerFactory.getLogger(Members.class);

  private Members() {}

  /**
   * Returns the folder of a network, which is created if it does not exist.
   *
   * @param run the run
   * @param member the number of the network, from 1 on
   * @return the folder
   */
  public static RunDirectory folder(RunDirectory run, int member) {
    return member == 1 ? run : run.part(name(member));
  }

  /**
   * Returns the folders of the networks that exist.
   *
   * @param run the run
   * @param members the number of networks that the run is to have
   * @return the folders, beginning with that of the run
   */
  public static List<RunDirectory> folders(RunDirectory run, int members) {
    Map<String, RunDirectory> parts =
        run.parts().stream()
            .collect(
                Collectors.toMap(part -> part.folder().getFileName().toString(), part -> part));
    List<RunDirectory> folders = new ArrayList<>(List.of(run));
    IntStream.rangeClosed(2, members)
        .mapToObj(Members::name)
        .filter(parts::containsKey)
        .map(parts::get)
        .forEach(folders::add);
    return folders;
  }

  /**
   * Returns the folders of the networks that can predict.
   *
   * @param run the run
   * @param members the number of networks that the run is to have
   * @return the folders, beginning with that of the run; if the training has not finished, those of
   *     the networks that there are, with a warning
   * @throws RunException if a network is missing although the training has finished
   */
  public static List<RunDirectory> trained(RunDirectory run, int members) {
    List<RunDirectory> saved =
        folders(run, members).stream()
            .filter(folder -> folder.folder().equals(run.folder()) || folder.has(RunDirectory.BEST))
            .toList();
    if (saved.size() < members && Provenance.hasEnded(run)) {
      List<String> names =
          saved.stream().map(folder -> folder.folder().getFileName().toString()).toList();
      throw new RunException(
          "%s has only %d of its %d networks. Restore %s, or train again."
              .formatted(
                  run.folder(),
                  saved.size(),
                  members,
                  IntStream.rangeClosed(2, members)
                      .mapToObj(Members::name)
                      .filter(name -> !names.contains(name))
                      .collect(Collectors.joining(", "))));
    }
    if (saved.size() < members) {
      log.warn(
          "The training of {} has not finished, so {} of its {} networks predict; finish it with train --resume",
          run.folder(),
          saved.size(),
          members);
    }
    return saved;
  }

  /**
   * Loads the networks of a run, each with the weights of its best epoch.
   *
   * @param run the run
   * @param members the number of networks that the run is to have
   * @return the networks, as for {@link #trained}
   * @throws RunException if a file is missing or damaged
   */
  public static List<ComputationGraph> best(RunDirectory run, int members) {
    return trained(run, members).stream().map(Members::best).toList();
  }

  /**
   * Loads a network with the weights of its best epoch.
   *
   * @param folder its folder
   * @return the network
   * @throws RunException if the file is missing or damaged
   */
  public static ComputationGraph best(RunDirectory folder) {
    return SavedNetworks.computationGraph(folder, RunDirectory.BEST);
  }

  private static String name(int member) {
    return "member-" + member;
  }
}
