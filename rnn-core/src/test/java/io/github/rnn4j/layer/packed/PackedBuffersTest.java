package io.github.rnn4j.layer.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
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
    Object engine = field(network.getLayer(0), "engine");
    assertThat(engine.getClass().getSimpleName()).isEqualTo("ArrayEngine");
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
