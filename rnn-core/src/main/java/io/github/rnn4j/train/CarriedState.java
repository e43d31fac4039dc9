package io.github.rnn4j.train;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps the state that truncated BPTT carries from epoch to epoch in {@link RunDirectory#STATE}: a
 * saved network does not hold it. For networks that do carry it, such as {@code StreamNetwork}.
 *
 * <p>The file begins with the number of the epoch after which it was written. Give this listener to
 * the training before {@link Checkpoints}.
 */
public final class CarriedState implements RunListener {

  private final RunDirectory directory;

  /**
   * Writes to a run.
   *
   * @param directory the run
   */
  public CarriedState(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Saves the state.
   *
   * @throws RunException if the file cannot be written
   */
  @Override
  public void epoch(EpochEvent event, RunControl run) {
    save(directory, (MultiLayerNetwork) run.network());
  }

  /**
   * Saves the state that a network carries after its last epoch.
   *
   * @param directory the run
   * @param network its network
   * @throws RunException if the file cannot be written
   */
  public static void save(RunDirectory directory, MultiLayerNetwork network) {
    directory.write(RunDirectory.STATE, out -> write(network, out));
  }

  /**
   * Gives a network the state that it carried.
   *
   * @param directory the run
   * @param network its network after an epoch; its recurrent layers get their state
   * @return false if the run was interrupted just between writing state and network, so that the
   *     state is that of another epoch; the network starts from zero then
   * @throws RunException if the file is missing or damaged
   */
  public static boolean restore(RunDirectory directory, MultiLayerNetwork network) {
    Path file = directory.require(RunDirectory.STATE);
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      if (in.readInt() != network.getEpochCount()) {
        return false;
      }
      for (RecurrentLayer layer : recurrent(network)) {
        layer.rnnSetTBPTTState(readLayer(in));
      }
      return true;
    } catch (IOException | RuntimeException cause) {
      throw new RunException(
          file + " is damaged (" + cause.getMessage() + "). Restore it, or train anew.", cause);
    }
  }

  private static void write(MultiLayerNetwork network, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(network.getEpochCount());
    for (RecurrentLayer layer : recurrent(network)) {
      Map<String, INDArray> state = new TreeMap<>(layer.rnnGetTBPTTState());
      data.writeInt(state.size());
      for (Map.Entry<String, INDArray> entry : state.entrySet()) {
        data.writeUTF(entry.getKey());
        Nd4j.write(entry.getValue(), data); // [B, H]
      }
    }
    data.flush();
  }

  private static Map<String, INDArray> readLayer(DataInputStream in) throws IOException {
    Map<String, INDArray> state = new HashMap<>();
    int names = in.readInt();
    for (int i = 0; i < names; i++) {
      state.put(in.readUTF(), Nd4j.read(in));
    }
    return state;
  }

  private static List<RecurrentLayer> recurrent(MultiLayerNetwork network) {
    return Stream.of(network.getLayers())
        .filter(RecurrentLayer.class::isInstance)
        .map(RecurrentLayer.class::cast)
        .toList();
  }
}
