package io.github.rnn4j.model;

import java.io.DataInputStream;
import java.io.IOException;
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
 * A network with its updater state in one zip file: Deeplearning4j's own format, read without
 * trusting it.
 *
 * <pre>{@code
 * MultiLayerNetwork network = ModelArchive.multiLayerNetwork(Path.of("from-a-stranger.zip"));
 * }</pre>
 *
 * <p>Reading such a file runs no code that the file chooses, and takes no more memory than the
 * network that it describes, or it ends in a {@link ModelException} that says what is wrong: other
 * entries than configuration, parameters and updater state, entries that are there twice, damaged
 * or blown up; classes that are not on the list of {@link ModelClasses}; sizes that do not agree
 * with the parameters; arrays that claim more than they hold. At most 2<sup>28</sup> parameters, of
 * FLOAT or DOUBLE.
 *
 * <p>Deeplearning4j's own {@code ModelSerializer} and {@code MultiLayerNetwork.load} do none of
 * this: they make instances of whatever classes of the class path the configuration names, give an
 * entry {@code preprocessor.bin} to Java's {@code ObjectInputStream}, which can run any code,
 * believe the strides of an array, and hold every entry in memory, of whatever size.
 */
public final class ModelArchive {

  private ModelArchive() {}

  /**
   * Reads a network with its updater state.
   *
   * @param file written by {@link #write} or {@code MultiLayerNetwork.save}
   * @return the network
   * @throws ModelException if the file is cut short, damaged, holds a {@code ComputationGraph}, or
   *     is not what a saved network may be
   */
  public static MultiLayerNetwork multiLayerNetwork(Path file) {
    return multiLayerNetwork(file, ModelClasses.standard());
  }

  /**
   * Reads a network with layers of your own, and its updater state.
   *
   * @param file written by {@link #write} or {@code MultiLayerNetwork.save}
   * @param classes what its configuration may name
   * @return the network
   * @throws ModelException as {@link #multiLayerNetwork(Path)}
   */
  public static MultiLayerNetwork multiLayerNetwork(Path file, ModelClasses classes) {
    return read(file, zip -> multiLayerNetwork(zip, classes));
  }

  /**
   * Reads a graph with its updater state.
   *
   * @param file written by {@link #write} or {@code ComputationGraph.save}
   * @return the graph
   * @throws ModelException if the file is cut short, damaged, holds a {@code MultiLayerNetwork}, or
   *     is not what a saved network may be
   */
  public static ComputationGraph computationGraph(Path file) {
    return computationGraph(file, ModelClasses.standard());
  }

  /**
   * Reads a graph with layers or vertices of your own, and its updater state.
   *
   * @param file written by {@link #write} or {@code ComputationGraph.save}
   * @param classes what its configuration may name
   * @return the graph
   * @throws ModelException as {@link #computationGraph(Path)}
   */
  public static ComputationGraph computationGraph(Path file, ModelClasses classes) {
    return read(file, zip -> computationGraph(zip, classes));
  }

  /**
   * Writes a network with its updater state, in Deeplearning4j's own format.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @param out where to; left open
   * @throws IOException if it cannot be written
   */
  public static void write(Model network, OutputStream out) throws IOException {
    ModelSerializer.writeModel(network, out, true);
  }

  private static MultiLayerNetwork multiLayerNetwork(ModelZip zip, ModelClasses classes)
      throws IOException {
    try (DataInputStream in = zip.open(ModelZip.COEFFICIENTS)) {
      SavedArray saved = SavedArray.open(in, zip.size(ModelZip.COEFFICIENTS));
      ModelJson json = ModelJson.read(zip.configuration(), classes, saved.length());
      json.require(ModelJson.LAYERS);
      MultiLayerConfiguration conf = MultiLayerConfiguration.fromJson(json.text());
      requireLength(
          saved,
          conf.getConfs().stream()
              .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
              .sum());
      conf.setDataType(saved.type());
      MultiLayerNetwork network = new MultiLayerNetwork(conf);
      network.init(saved.read(), false);
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
      requireLength(
          saved, conf.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum());
      conf.setDataType(saved.type());
      ComputationGraph graph = new ComputationGraph(conf);
      graph.init(saved.read(), false);
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
          "it has %,d parameters, its configuration describes %,d"
              .formatted(saved.length(), described));
    }
  }

  private static INDArray updaterState(ModelZip zip, INDArray described) throws IOException {
    try (DataInputStream in = zip.open(ModelZip.UPDATER)) {
      SavedArray saved = SavedArray.open(in, zip.size(ModelZip.UPDATER));
      long asked = described == null ? 0 : described.length();
      if (saved.length() != asked) {
        throw new IOException(
            "its updater state has %,d numbers, its configuration asks for %,d"
                .formatted(saved.length(), asked));
      }
      return saved.read();
    }
  }

  private static <N> N read(Path file, Restoring<N> restoring) {
    try (ModelZip zip = ModelZip.open(file)) {
      return restoring.from(zip);
    } catch (ModelException cause) {
      throw cause;
    } catch (ModelJson.Refused cause) {
      throw ModelException.refused(file + " is not opened: " + cause.getMessage() + ".", cause);
    } catch (OutOfMemoryError cause) {
      throw ModelException.refused(
          file
              + " holds a network that does not fit into memory. Give Java more with -Xmx and"
              + " -Dorg.bytedeco.javacpp.maxbytes.",
          cause);
    } catch (IOException | RuntimeException cause) {
      throw ModelException.damaged(
          "Cannot read the network in "
              + file
              + ": "
              + FileFailure.firstLine(cause)
              + ". The file is damaged, or it is not a saved network. If it was copied, copy it again.",
          cause);
    }
  }

  /** Makes one kind of network. */
  @FunctionalInterface
  private interface Restoring<N> {
    N from(ModelZip zip) throws IOException;
  }
}
