package io.github.rnn4j.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Saves a network with its updater state in Deeplearning4j's own zip format, and loads such files
 * without trusting them.
 *
 * <pre>{@code
 * MultiLayerNetwork network = ModelArchive.multiLayerNetwork(Path.of("from-a-stranger.zip"));
 * }</pre>
 *
 * <p>Loading a file never runs code that the file chooses, and never takes more memory than the
 * network it describes. A {@link ModelException} says what is wrong with a file: entries other than
 * configuration, parameters and updater state; duplicate, damaged or oversized entries; classes
 * that are not on the list of {@link ModelClasses}; sizes that do not match the parameters; arrays
 * that claim more values than they hold; weights that are NaN or infinite; a layer without an
 * activation, loss or other part that it needs; wrappers that contain no layer or one that they
 * cannot wrap; vertices with missing inputs or in a cycle. A normalizer that Deeplearning4j saved
 * with the network is left out without being read, and a warning is logged. A network has at most
 * 2<sup>28</sup> parameters of type FLOAT or DOUBLE.
 *
 * <p>Deeplearning4j's own {@code ModelSerializer} and {@code MultiLayerNetwork.load} check none of
 * this. They instantiate any class on the class path that the configuration names, pass an entry
 * {@code preprocessor.bin} to Java's {@code ObjectInputStream}, which can run arbitrary code, trust
 * the strides of an array, and load entries of any size into memory.
 */
public final class ModelArchive {

  /** The maximum size of a saved network that is read from a stream, in bytes: 1 GiB. */
  public static final int MOST_BYTES = 1 << 30;

  private static final String STREAM = "The stream";

  private ModelArchive() {}

  /**
   * Reads a network with its updater state.
   *
   * @param file a file written by {@link #write} or {@code MultiLayerNetwork.save}
   * @return the network
   * @throws ModelException if the file is cut short or damaged, holds a {@code ComputationGraph},
   *     or fails one of the checks above
   */
  public static MultiLayerNetwork multiLayerNetwork(Path file) {
    return multiLayerNetwork(file, ModelClasses.standard());
  }

  /**
   * Reads a network that contains your own layers, with its updater state.
   *
   * @param file a file written by {@link #write} or {@code MultiLayerNetwork.save}
   * @param classes the classes that its configuration may name
   * @return the network
   * @throws ModelException as for {@link #multiLayerNetwork(Path)}
   */
  public static MultiLayerNetwork multiLayerNetwork(Path file, ModelClasses classes) {
    return read(file.toString(), () -> ModelZip.open(file), zip -> multiLayerNetwork(zip, classes));
  }

  /**
   * Reads a graph with its updater state.
   *
   * @param file a file written by {@link #write} or {@code ComputationGraph.save}
   * @return the graph
   * @throws ModelException if the file is cut short or damaged, holds a {@code MultiLayerNetwork},
   *     or fails one of the checks above
   */
  public static ComputationGraph computationGraph(Path file) {
    return computationGraph(file, ModelClasses.standard());
  }

  /**
   * Reads a graph that contains your own layers or vertices, with its updater state.
   *
   * @param file a file written by {@link #write} or {@code ComputationGraph.save}
   * @param classes the classes that its configuration may name
   * @return the graph
   * @throws ModelException as for {@link #computationGraph(Path)}
   */
  public static ComputationGraph computationGraph(Path file, ModelClasses classes) {
    return read(file.toString(), () -> ModelZip.open(file), zip -> computationGraph(zip, classes));
  }

  /**
   * Writes a network with its updater state, in Deeplearning4j's own format.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @param out the stream to write to; left open
   * @throws IOException if it cannot be written
   */
  public static void write(Model network, OutputStream out) throws IOException {
    ModelSerializer.writeModel(network, out, true);
  }

  /**
   * Reads a network with its updater state from a stream, for example a resource of a jar. The
   * archive is read into memory, up to {@value #MOST_BYTES} bytes (1 GiB); no temporary file is
   * written.
   *
   * @param in the stream that {@link #write} or {@code MultiLayerNetwork.save} filled; it is read
   *     to its end and left open
   * @param classes the classes that its configuration may name
   * @return the network
   * @throws ModelException as for {@link #multiLayerNetwork(Path)}, or if the stream cannot be read
   *     or has more bytes
   */
  public static MultiLayerNetwork multiLayerNetwork(InputStream in, ModelClasses classes) {
    return read(
        STREAM,
        () -> ModelZip.open(in, MOST_BYTES, STREAM),
        zip -> multiLayerNetwork(zip, classes));
  }

  /**
   * Reads a graph with its updater state from a stream, for example a resource of a jar. The
   * archive is read into memory, up to {@value #MOST_BYTES} bytes (1 GiB); no temporary file is
   * written.
   *
   * @param in the stream that {@link #write} or {@code ComputationGraph.save} filled; it is read to
   *     its end and left open
   * @param classes the classes that its configuration may name
   * @return the graph
   * @throws ModelException as for {@link #computationGraph(Path)}, or if the stream cannot be read
   *     or has more bytes
   */
  public static ComputationGraph computationGraph(InputStream in, ModelClasses classes) {
    return read(
        STREAM, () -> ModelZip.open(in, MOST_BYTES, STREAM), zip -> computationGraph(zip, classes));
  }

  private static MultiLayerNetwork multiLayerNetwork(ModelZip zip, ModelClasses classes)
      throws IOException {
    try (DataInputStream in = zip.open(ModelZip.COEFFICIENTS)) {
      SavedArray saved = SavedArray.open(in, zip.size(ModelZip.COEFFICIENTS));
      ModelJson json = ModelJson.read(zip.configuration(), classes, saved.length());
      json.require(ModelJson.LAYERS);
      MultiLayerConfiguration conf = MultiLayerConfiguration.fromJson(json.text());
      ModelJson.requireComplete(conf.toJson());
      requireLength(
          saved,
          conf.getConfs().stream()
              .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
              .sum());
      conf.setDataType(saved.type());
      MultiLayerNetwork network = new MultiLayerNetwork(conf);
      network.init(saved.read(), false);
      requireFinite(network);
      if (zip.hasUpdater()) {
        INDArray state = updaterState(zip, network.getUpdater().getStateViewArray());
        network.getUpdater().setStateViewArray(network, state, false);
      }
      return network;
    }
  }

  private static ComputationGraph computationGraph(ModelZip zip, ModelClasses classes)
      throws IOException {
    try (DataInputStream in = zip.open(ModelZip.COEFFICIENTS)) {
      SavedArray saved = SavedArray.open(in, zip.size(ModelZip.COEFFICIENTS));
      ModelJson json = ModelJson.read(zip.configuration(), classes, saved.length());
      json.require(ModelJson.VERTICES);
      ComputationGraphConfiguration conf = ComputationGraphConfiguration.fromJson(json.text());
      ModelJson.requireComplete(conf.toJson());
      requireInputs(conf);
      requireLength(
          saved, conf.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum());
      conf.setDataType(saved.type());
      ComputationGraph graph = new ComputationGraph(conf);
      graph.init(saved.read(), false);
      requireFinite(graph);
      if (zip.hasUpdater()) {
        INDArray state = updaterState(zip, graph.getUpdater().getStateViewArray());
        graph.getUpdater().setStateViewArray(state);
      }
      return graph;
    }
  }

  private static void requireLength(SavedArray saved, long described) throws IOException {
    if (saved.length() != described) {
      throw new IOException(
          "it has %,d parameters, but its configuration describes %,d"
              .formatted(saved.length(), described));
    }
  }

  /** Deeplearning4j ignores missing inputs when it builds a graph, and fails when it is used. */
  private static void requireInputs(ComputationGraphConfiguration conf) {
    conf.getVertices()
        .forEach(
            (name, vertex) -> {
              int inputs = conf.getVertexInputs().get(name).size();
              int least = vertex.minVertexInputs();
              int most = vertex.maxVertexInputs();
              if (inputs < least || inputs > most) {
                throw new ModelJson.Refused(
                    "vertex \"%s\" (%s) has %d inputs; it must have %s"
                        .formatted(
                            ModelJson.shortened(name),
                            vertex.getClass().getSimpleName(),
                            inputs,
                            least == most
                                ? "exactly " + least
                                : inputs < least ? "at least " + least : "at most " + most));
              }
            });
  }

  /** As in training, weights so large that their sum overflows count as infinite. */
  private static void requireFinite(Model network) {
    network
        .paramTable()
        .forEach(
            (name, weights) -> {
              if (!Double.isFinite(weights.sumNumber().doubleValue())) {
                throw new ModelJson.Refused(
                    "its parameter %s has weights that are NaN or infinite; use a network that was saved before its training diverged, or train again with a lower learning rate"
                        .formatted(name));
              }
            });
  }

  private static INDArray updaterState(ModelZip zip, INDArray described) throws IOException {
    try (DataInputStream in = zip.open(ModelZip.UPDATER)) {
      SavedArray saved = SavedArray.open(in, zip.size(ModelZip.UPDATER));
      long asked = described == null ? 0 : described.length();
      if (saved.length() != asked) {
        throw new IOException(
            "its updater state has %,d values, but its configuration needs %,d"
                .formatted(saved.length(), asked));
      }
      INDArray state = saved.read();
      if (state.length() > 0 && !Double.isFinite(state.sumNumber().doubleValue())) {
        throw new ModelJson.Refused(
            "its updater state has values that are NaN or infinite; use a network that was saved before its training diverged");
      }
      return state;
    }
  }

  private static <N> N read(String file, Opening opening, Restoring<N> restoring) {
    try (ModelZip zip = opening.open()) {
      return restoring.from(zip);
    } catch (ModelException cause) {
      throw cause;
    } catch (ModelJson.Refused cause) {
      throw ModelException.refused(file + " was not opened: " + cause.getMessage() + ".", cause);
    } catch (OutOfMemoryError cause) {
      throw ModelException.refused(
          file
              + " holds a network that does not fit in memory. Give Java more memory with -Xmx and"
              + " -Dorg.bytedeco.javacpp.maxbytes.",
          cause);
    } catch (IOException | RuntimeException cause) {
      throw ModelException.damaged(
          "Cannot read the network in "
              + (file.equals(STREAM) ? "the stream" : file)
              + ": "
              + FileFailure.firstLine(cause)
              + ". The file is damaged or is not a saved network. If it was copied, copy it again.",
          cause);
    }
  }

  /** Opens the zip file, in a file or in a stream. */
  @FunctionalInterface
  private interface Opening {
    ModelZip open() throws IOException;
  }

  /** Builds one kind of network from the file. */
  @FunctionalInterface
  private interface Restoring<N> {
    N from(ModelZip zip) throws IOException;
  }
}
