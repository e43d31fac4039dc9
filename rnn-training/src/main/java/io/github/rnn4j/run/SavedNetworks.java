package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.model.ModelClasses;
import io.github.rnn4j.model.ModelException;
import java.nio.file.Path;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Opens the networks that a run has saved.
 *
 * <pre>{@code
 * MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST);
 * }</pre>
 */
public final class SavedNetworks {

  private SavedNetworks() {}

  /**
   * Reads a saved network with its updater state. It may contain the classes of {@link
   * ModelClasses#standard()}; for other classes use {@link ModelArchive#multiLayerNetwork(Path,
   * ModelClasses)}.
   *
   * @param run the run
   * @param name a file of the run, such as {@link RunDirectory#BEST}
   * @return the network
   * @throws RunException if the file is missing, truncated or damaged, contains a {@code
   *     ComputationGraph} or weights that are NaN or infinite, or is not a valid saved network
   */
  public static MultiLayerNetwork multiLayerNetwork(RunDirectory run, String name) {
    return read(run, name, ModelArchive::multiLayerNetwork);
  }

  /**
   * Reads a saved graph with its updater state. It may contain the classes of {@link
   * ModelClasses#standard()}; for other classes use {@link ModelArchive#computationGraph(Path,
   * ModelClasses)}.
   *
   * @param run the run
   * @param name a file of the run, such as {@link RunDirectory#BEST}
   * @return the graph
   * @throws RunException if the file is missing, truncated or damaged, contains a {@code
   *     MultiLayerNetwork} or weights that are NaN or infinite, or is not a valid saved network
   */
  public static ComputationGraph computationGraph(RunDirectory run, String name) {
    return read(run, name, ModelArchive::computationGraph);
  }

  private static <N> N read(RunDirectory run, String name, Function<Path, N> reader) {
    try {
      return reader.apply(run.require(name));
    } catch (ModelException cause) {
      String advice =
          !cause.damaged()
              ? ""
              : name.equals(RunDirectory.BEST)
                  ? " If there is no intact copy, use last.zip of the run, or train again."
                  : " If there is no intact copy, train again.";
      throw new RunException(cause.getMessage() + advice, cause);
    }
  }
}
