package io.github.rnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Long runs over minibatches of changing shapes: what is kept, and what is given back. */
class PackedSoakTest {
  private static final int LARGEST_BATCH = 12;
  private static final int LONGEST = 40;
  private static final long MEGABYTE = 1 << 20;

  /** Bytes of heap after a collection, number of ND4J's buffers, bytes of the whole process. */
  private record Memory(long heap, long buffers, long process) {
    static Memory now() throws ReflectiveOperationException, InterruptedException {
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(100); // ND4J frees what the collector found in threads of its own
      }
      Runtime runtime = Runtime.getRuntime();
      return new Memory(
          runtime.totalMemory() - runtime.freeMemory(),
          ((Map<?, ?>) field(Nd4j.getDeallocatorService(), "referenceMap")).size(),
          Pointer.physicalBytes());
    }
  }

  /**
   * A minibatch has up to 12 x 40 x 64 floats, 120 kB, of activations in each layer: one array of
   * it kept by each of the 800 would be 40 MB on average.
   */
  @Test
  @Tag("slow")
  void aThousandMinibatchesOfChangingShapesKeepNoMemory()
      throws ReflectiveOperationException, InterruptedException {
    MultiLayerNetwork network = network();
    Random shapes = new Random(5);
    int[] all = new int[LARGEST_BATCH];
    Arrays.fill(all, LONGEST);
    network.fit(PackedNetwork.minibatch(0, all));
    fit(network, shapes, 200);

    Memory before = Memory.now();
    fit(network, shapes, 800);
    Memory after = Memory.now();

    assertThat(after.heap() - before.heap()).as("heap").isLessThan(8 * MEGABYTE);
    assertThat(before.buffers()).as("buffers of ND4J").isPositive();
    assertThat(after.buffers() - before.buffers()).as("buffers of ND4J").isLessThan(100);
    assertThat(after.process() - before.process()).as("process").isLessThan(64 * MEGABYTE);
    assertThat(network.getIterationCount()).isEqualTo(1001);
  }

  private static void fit(MultiLayerNetwork network, Random shapes, int minibatches) {
    for (int i = 0; i < minibatches; i++) {
      int longest = 1 + shapes.nextInt(LONGEST);
      int batch = 1 + shapes.nextInt(LARGEST_BATCH);
      network.fit(PackedNetwork.minibatch(i, shapes.ints(batch, 1, longest + 1).toArray()));
    }
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
