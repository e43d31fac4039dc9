package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.Training;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Long runs over minibatches of changing shapes: what is kept, and what is given back. */
class PackedSoakTest {
  private static final int FEATURES = 5;
  private static final int LABELS = 2;
  private static final int LARGEST_BATCH = 12;
  private static final int LONGEST = 40;
  private static final long MEGABYTE = 1 << 20;
  private static final long MOST_GROWTH = 32 * MEGABYTE;

  private static final int MINIBATCHES_OF_AN_EPOCH = 200;
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir Path folder;

  /**
   * Bytes of heap after a collection, number of ND4J's buffers, resident bytes of the process, as
   * JavaCPP sees it and as Linux does; NaN elsewhere.
   */
  private record Memory(long heap, long buffers, long process, double resident) {
    static Memory now() {
      try {
        for (int i = 0; i < 3; i++) {
          System.gc();
          Thread.sleep(100); // ND4J frees what the collector found in threads of its own
        }
        Runtime runtime = Runtime.getRuntime();
        return new Memory(
            runtime.totalMemory() - runtime.freeMemory(),
            ((Map<?, ?>) field(Nd4j.getDeallocatorService(), "referenceMap")).size(),
            Pointer.physicalBytes(),
            residentNow());
      } catch (ReflectiveOperationException | InterruptedException | IOException cause) {
        throw new AssertionError(cause);
      }
    }

    private static double residentNow() throws IOException {
      if (!Files.exists(STATUS)) {
        return Double.NaN;
      }
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", ""))) // in kB
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A minibatch has up to 12 x 40 x 64 floats, 120 kB, of activations in each layer: one array of
   * it kept by each of the 800 would be 40 MB on average.
   */
  @Test
  @Tag("slow")
  void aTrainingOfAThousandMinibatchesOfChangingShapesKeepsNoMemory() {
    RunDirectory run = RunDirectory.create(folder.resolve("run"));
    List<Memory> afterEpochs = new ArrayList<>();
    RunListener measuring =
        new RunListener() {
          @Override
          public void epoch(EpochEvent event, RunControl control) {
            afterEpochs.add(Memory.now());
          }
        };
    MultiLayerNetwork network = network();

    new Training<>(
            network, PackedSoakTest::epoch, trained -> Map.of("loss", 1.0), Monitor.lowest("loss"))
        .run(
            5, UpdatesCsv.perToken(run), MetricsCsv.perToken(run), new Checkpoints(run), measuring);

    assertThat(network.getIterationCount()).isEqualTo(5 * MINIBATCHES_OF_AN_EPOCH);
    Memory before = afterEpochs.get(0);
    Memory after = afterEpochs.get(4);
    assertThat(after.heap() - before.heap()).as("heap").isLessThan(8 * MEGABYTE);
    assertThat(before.buffers()).as("buffers of ND4J").isPositive();
    assertThat(after.buffers() - before.buffers()).as("buffers of ND4J").isLessThan(100);
    assertThat(after.process() - before.process()).as("process").isLessThan(MOST_GROWTH);
    assumeTrue(
        Files.exists(STATUS), "there is no " + STATUS + " here, which has the resident size");
    assertThat(after.resident() - before.resident()).as("resident").isLessThan(MOST_GROWTH);
  }

  /** The first minibatch is the largest that there can be. */
  private static DataSetIterator epoch(int epoch) {
    Random shapes = new Random(epoch);
    return new ExistingDataSetIterator(
        IntStream.range(0, MINIBATCHES_OF_AN_EPOCH)
            .mapToObj(i -> minibatch(new Random(i), i == 0 ? largest() : lengths(shapes)))
            .iterator());
  }

  private static int[] largest() {
    int[] all = new int[LARGEST_BATCH];
    Arrays.fill(all, LONGEST);
    return all;
  }

  private static int[] lengths(Random shapes) {
    int longest = 1 + shapes.nextInt(LONGEST);
    int batch = 1 + shapes.nextInt(LARGEST_BATCH);
    return shapes.ints(batch, 1, longest + 1).toArray();
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .list()
                .layer(new PackedLstm.Builder().nOut(32).direction(Direction.BIDIRECTIONAL).build())
                .layer(new PackedGru.Builder().nOut(24).build())
                .layer(new PackedElman.Builder().nOut(20).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(LABELS)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(FEATURES, RNNFormat.NCW))
                .build());
    network.init();
    return network;
  }

  /** Sequences of the given lengths, padded to the longest. */
  private static DataSet minibatch(Random random, int... lengths) {
    int time = Arrays.stream(lengths).max().orElseThrow();
    INDArray mask = Nd4j.zeros(DataType.FLOAT, lengths.length, time); // [B, T]
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mask.putScalar(b, t, 1);
      }
    }
    INDArray features = gaussian(random, lengths.length, FEATURES, time); // [B, C, T]
    INDArray labels = gaussian(random, lengths.length, LABELS, time);
    return new DataSet(features, labels, mask, mask);
  }

  private static INDArray gaussian(Random random, int... shape) {
    float[] values = new float[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }
}
