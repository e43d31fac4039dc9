package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Peer;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.run.Libraries;
import io.github.rnn4j.run.Platform;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The peer that runs Deeplearning4j with one kind of recurrent layer. */
final class Dl4jPeer implements Peer {
  private static final int SIZE = 1024;
  private static final int REPETITIONS = 25;

  private final NetworkBuilder networks;

  Dl4jPeer(NetworkBuilder networks) {
    this.networks = networks;
  }

  @Override
  public String versions() {
    Libraries libraries = Libraries.current();
    return "Deeplearning4j %s, %s, %s, OMP threads %s"
        .formatted(
            libraries.deeplearning4j(),
            networks,
            libraries.blas(),
            Platform.current().ompThreads());
  }

  @Override
  public Session open(Assignment assignment, Weights weights) {
    Network shape = assignment.work().network();
    NeuralNetwork network =
        networks
            .build(shape)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "These layers have no cell %s; leave out workload %s"
                            .formatted(shape.cell(), assignment.work().name())));
    if (weights == Weights.CHECK) {
      NetworkWeights.setCheckWeights(network);
    }
    return switch (assignment.work().task()) {
      case TRAINING -> new Dl4jTraining(network, assignment);
      case INFERENCE -> networks.inference(network, assignment);
      case GENERATION -> networks.generation((MultiLayerNetwork) network, assignment);
    };
  }

  @Override
  public double matrixProductRate() {
    INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray c = Nd4j.create(DataType.FLOAT, new long[] {SIZE, SIZE}, 'f');
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      Nd4j.gemm(a, b, c, false, false, 1, 0);
      best = Math.min(best, (double) (System.nanoTime() - start));
    }
    return 2.0 * SIZE * SIZE * SIZE / best;
  }
}
