package io.github.rnn4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The entries of a saved network, for tests to tamper with. */
final class SavedEntries {

  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A network small enough for tests. */
  static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(0.01))
                .list()
                .layer(new LastTimeStep(new LSTM.Builder().nOut(4).build()))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(3))
                .build());
    network.init();
    return network;
  }

  /** A minibatch for {@link #network}, all steps valid. */
  static DataSet minibatch() {
    INDArray features = Nd4j.rand(7L, new long[] {4, 3, 5}); // [B, C, T]
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}});
    return new DataSet(features, labels);
  }

  static SavedEntries of(Model network) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    ModelArchive.write(network, saved);
    SavedEntries all = new SavedEntries();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(saved.toByteArray()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        all.entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return all;
  }

  String configuration() {
    return new String(entries.get(CONFIGURATION), UTF_8);
  }

  byte[] bytes(String name) {
    return entries.get(name);
  }

  SavedEntries with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  SavedEntries withConfiguration(String json) {
    return with(CONFIGURATION, json.getBytes(UTF_8));
  }

  SavedEntries without(String name) {
    entries.remove(name);
    return this;
  }

  Path write(Path file) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return file;
  }

  /** A header as ND4J writes it before a FLOAT array, with the given claims. */
  static byte[] array(long[] shapeInformation, long length, float... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(shapeInformation.length);
    out.writeUTF("LONG");
    for (long number : shapeInformation) {
      out.writeLong(number);
    }
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(length);
    out.writeUTF("FLOAT");
    for (float value : values) {
      out.writeFloat(value);
    }
    return bytes.toByteArray();
  }
}
