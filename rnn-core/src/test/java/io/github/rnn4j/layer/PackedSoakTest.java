package io.github.rnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rnn4j.train.Checkpoints;
import io.github.rnn4j.train.EpochEvent;
import io.github.rnn4j.train.MetricsCsv;
import io.github.rnn4j.train.Monitor;
import io.github.rnn4j.train.RunControl;
import io.github.rnn4j.train.RunDirectory;
import io.github.rnn4j.train.RunListener;
import io.github.rnn4j.train.Training;
import io.github.rnn4j.train.UpdateLosses;
import java.io.IOException;
import java.lang.ref.WeakReference;
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
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Long runs over minibatches of changing shapes: what is kept, and what is given back. */
class PackedSoakTest {
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
        .run(5, new UpdateLosses(run), MetricsCsv.perToken(run), new Checkpoints(run), measuring);

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
            .mapToObj(i -> PackedNetwork.minibatch(i, i == 0 ? largest() : lengths(shapes)))
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

  @Test
  void theBuffersGoWithTheNetwork() throws ReflectiveOperationException, InterruptedException {
    WeakReference<Object> engine = engineOfANetworkThatIsGone();

    for (int i = 0; i < 50 && engine.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(engine.get()).isNull();
  }

  /** In a method of its own, so that no variable on the stack holds the network. */
  private static WeakReference<Object> engineOfANetworkThatIsGone()
      throws ReflectiveOperationException {
    MultiLayerNetwork network = network();
    network.fit(PackedNetwork.minibatch(1, 9, 7, 2));
    Object engine = field(network.getLayer(0), "engine");
    assertThat(engine.getClass().getSimpleName()).isEqualTo("VectorEngine");
    return new WeakReference<>(engine);
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private static MultiLayerNetwork network() {
    return PackedNetwork.of(
        new PackedLstm.Builder().nOut(32).direction(Direction.BIDIRECTIONAL).build(),
        new PackedGru.Builder().nOut(24).build(),
        new PackedElman.Builder().nOut(20).build());
  }
}
