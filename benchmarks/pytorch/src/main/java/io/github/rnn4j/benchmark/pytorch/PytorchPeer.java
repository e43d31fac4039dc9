package io.github.rnn4j.benchmark.pytorch;

import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Peer;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The peer that runs PyTorch: {@code LSTM}, {@code GRU}, {@code RNN} and {@code Adam} of its C++
 * interface. They call the same kernels as in Python, without Python's call overhead.
 */
final class PytorchPeer implements Peer {
  private static final int SIZE = 1024;
  private static final int REPETITIONS = 25;

  private final boolean packed;

  PytorchPeer(boolean packed, int threads) {
    this.packed = packed;
    // On long sequences, gradients vanish below 1e-38, where Intel processors compute three times
    // slower. Flushing is off by default, but PyTorch should be measured at its best.
    if (!Context.setFlushDenormal(true)) {
      throw new IllegalStateException("PyTorch cannot flush denormal numbers on this processor");
    }
    set_num_threads(threads);
  }

  @Override
  public String versions() {
    return "PyTorch %s with %s, denormals flushed to zero, %d threads"
        .formatted(version(), torch.hasMKL() ? "MKL" : "OpenBLAS", get_num_threads());
  }

  /**
   * Returns the version of PyTorch from the manifest of its bindings, such as 2.7.1-1.5.12. This
   * code also runs with newer bindings than it was compiled with, which have no constant for it.
   */
  private static String version() {
    return torch.class.getPackage().getImplementationVersion().replaceFirst("-.*", "");
  }

  @Override
  public Session open(Assignment assignment, Weights weights) {
    return switch (assignment.work().task()) {
      case TRAINING -> new PytorchTraining(assignment, weights, packed);
      case INFERENCE -> new PytorchInference(assignment, weights, packed);
      case GENERATION -> new PytorchGeneration(assignment, weights);
    };
  }

  @Override
  public double matrixProductRate() {
    double best = Double.POSITIVE_INFINITY;
    try (PointerScope scope = new PointerScope()) {
      Tensor a = rand(SIZE, SIZE);
      Tensor b = rand(SIZE, SIZE);
      for (int i = 0; i < REPETITIONS; i++) {
        long start = System.nanoTime();
        a.mm(b);
        best = Math.min(best, (double) (System.nanoTime() - start));
      }
    }
    return 2.0 * SIZE * SIZE * SIZE / best;
  }
}
