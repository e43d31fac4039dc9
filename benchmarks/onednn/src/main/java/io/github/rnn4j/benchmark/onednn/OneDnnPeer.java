package io.github.rnn4j.benchmark.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Peer;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Work;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * The peer that runs oneDNN. It has primitives but no networks and no optimizer, so Adam and the
 * loss are written in Java here.
 */
final class OneDnnPeer implements Peer {
  private static final int SIZE = 1024;
  private static final int REPETITIONS = 25;

  private final CpuEngine engine = new CpuEngine();
  private final int threads;

  OneDnnPeer(int threads) {
    this.threads = threads;
  }

  @Override
  public String versions() {
    dnnl_version_t version = dnnl.version();
    return "oneDNN %d.%d.%d, %d threads"
        .formatted(version.major(), version.minor(), version.patch(), threads);
  }

  /**
   * Prepares a training workload on numbers.
   *
   * @throws IllegalArgumentException if the workload is of another kind
   */
  @Override
  public Session open(Assignment assignment, Weights weights) {
    Work work = assignment.work();
    if (work.task() != Task.TRAINING || work.network().head() != Head.VALUES) {
      throw new IllegalArgumentException(
          "oneDNN only trains on numbers; leave out workload " + work.name());
    }
    return new OneDnnTraining(engine, assignment, weights, threads);
  }

  @Override
  public double matrixProductRate() {
    memory a = filled();
    memory b = filled();
    memory c = filled();
    CpuEngine.Call product =
        engine.product(
            Map.of(DNNL_ARG_SRC, a, DNNL_ARG_WEIGHTS, b, DNNL_ARG_DST, c)); // [1024, 1024]
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      product.run();
      best = Math.min(best, (double) (System.nanoTime() - start));
    }
    return 2.0 * SIZE * SIZE * SIZE / best;
  }

  private memory filled() {
    memory array = engine.allocate(format_tag.ab, SIZE, SIZE);
    float[] ones = new float[SIZE * SIZE];
    Arrays.fill(ones, 1);
    CpuEngine.floats(array).put(ones);
    return array;
  }
}
