package io.github.rnn4j.benchmark.jmh;

import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.FusedAdam;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmarks what a training step costs apart from its products: a network of four units. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class UpdaterBenchmarks {
  private static final int UNITS = 4;

  /** Whether the network uses {@link DirectUpdater} instead of Deeplearning4j's updater. */
  @Param({"false", "true"})
  private boolean direct;

  private MultiLayerNetwork network;
  private DataSet minibatch;

  /** Called by JMH. */
  public UpdaterBenchmarks() {}

  /** Builds the network and its minibatch. */
  @Setup
  public void build() {
    network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FusedAdam(0.001))
                .list()
                .layer(new PackedGru.Builder().nIn(UNITS).nOut(UNITS).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MSE)
                        .nIn(UNITS)
                        .nOut(UNITS)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    if (direct) {
      DirectUpdater.install(network);
    }
    minibatch = new DataSet(Nd4j.rand(2, UNITS, 3), Nd4j.rand(2, UNITS, 3));
  }

  /**
   * Trains for one step.
   *
   * @return the loss before the step
   */
  @Benchmark
  public double fit() {
    network.fit(minibatch);
    return network.score();
  }
}
