package io.github.rnn4j.benchmark.jmh;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmarks the kernel's activation functions on 64 x 2048 numbers, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ActivationBenchmarks {
  private static final int COUNT = 64 * 2048;

  private final FloatArithmetic arithmetic = new VectorArithmetic();
  private final float[] arguments = new float[COUNT];
  private final float[] results = new float[COUNT];

  /** Called by JMH. */
  public ActivationBenchmarks() {}

  /** Draws the arguments. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int i = 0; i < COUNT; i++) {
      arguments[i] = (float) (3 * random.nextGaussian());
    }
  }

  /**
   * Computes the hyperbolic tangent.
   *
   * @return the results
   */
  @Benchmark
  public float[] tanh() {
    arithmetic.tanh(arguments, 0, results, 0, COUNT);
    return results;
  }

  /**
   * Copies the arguments and computes the logistic function in place.
   *
   * @return the results
   */
  @Benchmark
  public float[] copyAndSigmoid() {
    System.arraycopy(arguments, 0, results, 0, COUNT);
    arithmetic.sigmoid(results, 0, COUNT);
    return results;
  }
}
