package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.choice.BackendProperty;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Stacks of mixed layers on the backends that compute on Java arrays, in networks. */
class PackedStackTest {

  @AfterEach
  void forceNothing() {
    System.clearProperty(BackendProperty.NAME);
  }

  /**
   * Lengths of the sequences of a minibatch: a single sequence, a single step, one long among short
   * ones.
   */
  static Stream<Arguments> stacksAndLengths() {
    List<int[]> lengths =
        List.of(
            new int[] {7, 5, 4, 3, 3},
            new int[] {9},
            new int[] {1},
            new int[] {1, 1, 1, 1},
            new int[] {1, 2, 60, 1, 1, 2});
    return Stream.of(2, 3)
        .flatMap(depth -> lengths.stream().map(lens -> Arguments.of(depth, lens)))
        .flatMap(
            each ->
                Stream.of("vector", "plain")
                    .map(name -> Arguments.of(name, each.get()[0], each.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("stacksAndLengths")
  void eachBackendTrainsLikeNd4jOperations(String backend, int depth, int... lengths) {
    DataSet data = PackedNetwork.minibatch(7, lengths);

    MultiLayerNetwork network = trained(backend, depth, data);
    MultiLayerNetwork reference = trained("nd4j", depth, data);

    assertThat(distance(network.params(), reference.params())).isLessThan(1e-5);
    assertThat(distance(network.output(data.getFeatures()), reference.output(data.getFeatures())))
        .isLessThan(1e-5);
  }

  private static MultiLayerNetwork trained(String engine, int depth, DataSet data) {
    System.setProperty(BackendProperty.NAME, engine);
    MultiLayerNetwork network = PackedNetwork.of(stack(depth));
    network.fit(data);
    network.fit(data);
    return network;
  }

  /** Sizes that are and are not multiples of any vector length. */
  private static Layer[] stack(int depth) {
    Layer[] all = {
      new PackedLstm.Builder().nOut(17).direction(Direction.BIDIRECTIONAL).build(),
      new PackedElman.Builder().nOut(9).activation(Activation.SIGMOID).build(),
      new PackedGru.Builder().nOut(16).direction(Direction.BACKWARD).build()
    };
    return Arrays.copyOf(all, depth);
  }

  @Test
  void twoNetworksTrainAtTheSameTimeAsTheyDoAlone() {
    List<INDArray> alone = List.of(trainedOn(1), trainedOn(2));

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 3; round++) {
        CompletableFuture<INDArray> one =
            CompletableFuture.supplyAsync(() -> trainedOn(1), threads);
        CompletableFuture<INDArray> two =
            CompletableFuture.supplyAsync(() -> trainedOn(2), threads);

        assertThat(one.join()).isEqualTo(alone.get(0));
        assertThat(two.join()).isEqualTo(alone.get(1));
      }
    } finally {
      threads.shutdown();
    }
  }

  /** The parameters after training on minibatches that only this seed has. */
  private static INDArray trainedOn(long seed) {
    MultiLayerNetwork network =
        PackedNetwork.of(
            new PackedLstm.Builder().nOut(40).direction(Direction.BIDIRECTIONAL).build(),
            new PackedGru.Builder().nOut(33).build());
    for (int i = 0; i < 20; i++) {
      network.fit(PackedNetwork.minibatch(100 * seed + i, 30 - i, 25, 20, 18, 11, 9, 4, i + 1));
    }
    return network.params().dup();
  }
}
