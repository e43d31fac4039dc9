package io.github.rnn4j.layer.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

/** The memory that a packed layer keeps between minibatches is freed with its network. */
class PackedBuffersTest {

  @Test
  void theBuffersGoWithTheNetwork() throws ReflectiveOperationException, InterruptedException {
    WeakReference<Object> engine = engineOfANetworkThatIsGone();

    for (int i = 0; i < 50 && engine.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(engine.get()).isNull();
  }

  /** A separate method, because no variable on the stack may hold the network. */
  private static WeakReference<Object> engineOfANetworkThatIsGone()
      throws ReflectiveOperationException {
    MultiLayerNetwork network = network();
    network.fit(PackedNetwork.minibatch(1, 9, 7, 2));
    Object engine = engine(network.getLayer(0));
    assertThat(engine.getClass().getSimpleName()).isEqualTo("ArrayEngine");
    return new WeakReference<>(engine);
  }

  private static Object engine(Layer layer) throws ReflectiveOperationException {
    Field field = PackedRuntime.class.getDeclaredField("engine");
    field.setAccessible(true);
    return field.get(layer);
  }

  private static MultiLayerNetwork network() {
    return PackedNetwork.of(
        new PackedLstm.Builder().nOut(32).direction(Direction.BIDIRECTIONAL).build(),
        new PackedGru.Builder().nOut(24).build(),
        new PackedElman.Builder().nOut(20).build());
  }
}
