package io.github.rnn4j.benchmark.jmh;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.simd.VectorArithmetic;
import java.util.Arrays;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Benchmarks the kernel's matrix product on panels, on one thread: {@code C += A B} with {@code A}
 * [M, K] and {@code B} [K, N]. A product is {@code 2 M N K} operations.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmarks {
  /**
   * M x K x N: steps of the recurrent layers, a single sequence, all tokens at once, and sizes that
   * are not multiples of a tile.
   */
  @Param({"66x512x2048", "30x64x256", "1x512x2048", "2562x512x2048", "7x65x33", "31x127x509"})
  private String shape;

  private final FloatArithmetic arithmetic = new VectorArithmetic();
  private int rows;
  private int depth;
  private int columns;
  private float[] weights;
  private FloatArithmetic.Rows a;
  private FloatArithmetic.Rows c;

  /** Called by JMH. */
  public ProductBenchmarks() {}

  /** Fills the matrices. */
  @Setup
  public void fill() {
    int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    rows = sizes[0];
    depth = sizes[1];
    columns = FloatArithmetic.Panels.filledUp(sizes[2], arithmetic.columnUnit());
    Random random = new Random(1);
    weights = random(random, depth * columns);
    a = new FloatArithmetic.Rows(random(random, rows * depth), depth);
    c = new FloatArithmetic.Rows(new float[rows * columns], columns);
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /**
   * Multiplies the matrices.
   *
   * @return C, which keeps the compiler from removing the product
   */
  @Benchmark
  public FloatArithmetic.Rows multiply() {
    arithmetic.multiply(a, rows, weights, columns, depth, c);
    return c;
  }
}
