package io.github.rnn4j.benchmark.jmh;

import io.github.rnn4j.benchmark.dl4j.PackedSession;
import io.github.rnn4j.benchmark.work.Session;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmarks networks with packed layers: a training step, a prediction, or fifty characters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class LayerBenchmarks {
  /** The name of the workload, as in the comparison. */
  @Param({
    "imdb",
    "charlm",
    "elman",
    "gru",
    "lstm-128",
    "lstm-256",
    "imdb-predict-1",
    "imdb-predict-64",
    "generate"
  })
  private String work;

  private Session session;

  /** Called by JMH. */
  public LayerBenchmarks() {}

  /**
   * Builds the network and its minibatch.
   *
   * @throws IOException never, because these workloads use synthetic data
   */
  @Setup
  public void open() throws IOException {
    session = PackedSession.open(work);
  }

  /**
   * Runs the workload once.
   *
   * @return the loss, or the result that replaces it; see {@link Session#step}
   */
  @Benchmark
  public double step() {
    return session.step();
  }

  /** Frees the memory. */
  @TearDown
  public void close() {
    session.close();
  }
}
