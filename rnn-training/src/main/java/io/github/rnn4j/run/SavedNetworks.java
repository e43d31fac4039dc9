package io.github.rnn4j.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.model.ModelClasses;
import io.github.rnn4j.model.ModelException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
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

  /** What may differ: settings that change in training, and those that it starts from. */
  private static final Set<String> OF_TRAINING =
      Set.of(
          "biasInit",
          "biasUpdater",
          "dataType",
          "epochCount",
          "gainInit",
          "iterationCount",
          "iupdater",
          "seed",
          "topologicalOrder",
          "topologicalOrderStr",
          "variables",
          "weightInitFn",
          "weightInitFnRecurrent");

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

  /**
   * Checks that a saved network has the layers that the configuration of its run describes, with
   * the same options, except those of the updater and of the initial weights. No network of that
   * configuration is built, which could need much memory.
   *
   * @param run the run
   * @param saved the saved network
   * @param described the layers according to the configuration
   * @throws RunException if a layer differs; the message names it and both descriptions
   */
  public static void requireLayers(
      RunDirectory run, MultiLayerNetwork saved, MultiLayerConfiguration described) {
    requireSame(run, layers(saved.getLayerWiseConfigurations()), layers(described));
    requireSame(run, saved.getLayerWiseConfigurations().toJson(), described.toJson());
  }

  /**
   * Checks that a saved graph has the layers that the configuration of its run describes, with the
   * same options and connections, except those of the updater and of the initial weights. No graph
   * of that configuration is built, which could need much memory.
   *
   * @param run the run
   * @param saved the saved graph
   * @param described the layers according to the configuration
   * @throws RunException if a layer differs; the message names it and both descriptions
   */
  public static void requireLayers(
      RunDirectory run, ComputationGraph saved, ComputationGraphConfiguration described) {
    requireSame(run, layers(saved.getConfiguration()), layers(described));
    requireSame(run, saved.getConfiguration().toJson(), described.toJson());
  }

  private static void requireSame(
      RunDirectory run, Map<String, String> saved, Map<String, String> described) {
    Set<String> names = new LinkedHashSet<>(described.keySet());
    names.addAll(saved.keySet());
    for (String name : names) {
      String is = saved.getOrDefault(name, "none");
      String says = described.getOrDefault(name, "none");
      if (!is.equals(says)) {
        throw run.mixedFiles(
            "layer %s of the saved network is %s, but it is %s according to %s"
                .formatted(name, is, says, RunDirectory.CONFIG));
      }
    }
  }

  /** Compares the rest of the configurations, which Deeplearning4j would use without a check. */
  private static void requireSame(RunDirectory run, String saved, String described) {
    try {
      ObjectMapper json = new ObjectMapper();
      difference(json.readTree(saved), json.readTree(described), "")
          .ifPresent(
              difference -> {
                throw run.mixedFiles(
                    "the network was saved with another configuration than that of %s (%s)"
                        .formatted(RunDirectory.CONFIG, difference));
              });
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException("Deeplearning4j did not write JSON", cause);
    }
  }

  /** Returns the place of the first difference, with both values. */
  private static Optional<String> difference(JsonNode saved, JsonNode described, String at) {
    if (!saved.isContainerNode() || saved.getNodeType() != described.getNodeType()) {
      return saved.equals(described)
          ? Optional.empty()
          : Optional.of("%s is %s instead of %s".formatted(at, text(saved), text(described)));
    }
    Set<String> names = new LinkedHashSet<>();
    described.fieldNames().forEachRemaining(names::add);
    saved.fieldNames().forEachRemaining(names::add);
    names.removeAll(OF_TRAINING);
    Stream<Optional<String>> ofFields =
        names.stream()
            .map(name -> difference(saved.path(name), described.path(name), at + name(at, name)));
    Stream<Optional<String>> ofElements =
        IntStream.range(0, saved.isArray() ? Math.max(saved.size(), described.size()) : 0)
            .mapToObj(i -> difference(saved.path(i), described.path(i), at + "[" + i + "]"));
    return Stream.concat(ofFields, ofElements).flatMap(Optional::stream).findFirst();
  }

  private static String name(String at, String name) {
    return at.isEmpty() ? name : "." + name;
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }

  private static Map<String, String> layers(MultiLayerConfiguration network) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (NeuralNetConfiguration layer : network.getConfs()) {
      String name = layer.getLayer().getLayerName();
      layers.put(name == null ? Integer.toString(layers.size()) : name, text(layer));
    }
    return layers;
  }

  private static Map<String, String> layers(ComputationGraphConfiguration graph) {
    Map<String, String> layers = new LinkedHashMap<>();
    graph
        .getVertices()
        .forEach(
            (name, vertex) ->
                layers.put(
                    name,
                    vertex instanceof LayerVertex layer
                        ? text(layer.getLayerConf())
                        : vertex.getClass().getSimpleName()));
    return layers;
  }

  private static String text(NeuralNetConfiguration layer) {
    String sizes =
        layer.getLayer() instanceof FeedForwardLayer sized
            ? "%d in, %d out, ".formatted(sized.getNIn(), sized.getNOut())
            : "";
    return "%s (%s%d parameters)"
        .formatted(
            layer.getLayer().getClass().getSimpleName(),
            sizes,
            layer.getLayer().initializer().numParams(layer));
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
