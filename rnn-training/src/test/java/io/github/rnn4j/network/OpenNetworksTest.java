package io.github.rnn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class OpenNetworksTest {

  private MultiLayerNetwork network;
  private OpenNetworks open;

  @BeforeEach
  void open() {
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder().nIn(2).nOut(3).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    open = new OpenNetworks(List.of(network));
  }

  private double predict() {
    return network.output(Nd4j.ones(1, 2)).sumNumber().doubleValue();
  }

  @Test
  void aCallThatIsRunningFinishesBeforeTheMemoryIsFreed() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Double> result =
          other.submit(
              () ->
                  open.use(
                      () -> {
                        running.countDown();
                        await(closed);
                        return predict();
                      }));
      running.await();
      open.close();
      assertThat(network.params().wasClosed()).isFalse();
      closed.countDown();

      assertThat(result.get()).isBetween(0.999, 1.001);
      assertThat(network.params().wasClosed()).isTrue();
    } finally {
      other.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException cause) {
      throw new IllegalStateException(cause);
    }
  }

  @Test
  void closedNetworksCannotBeUsed() {
    open.close();
    open.close();

    assertThat(network.params().wasClosed()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> open.use(this::predict))
        .withMessage("The model is closed; open its run again");
  }

  @Test
  void aCallThatFailsIsOverAsWell() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                open.use(
                    () -> {
                      throw new IllegalStateException("failed");
                    }))
        .withMessage("failed");

    open.close();

    assertThat(network.params().wasClosed()).isTrue();
  }
}
