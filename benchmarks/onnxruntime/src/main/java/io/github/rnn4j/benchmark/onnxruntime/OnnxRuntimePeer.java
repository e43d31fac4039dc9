package io.github.rnn4j.benchmark.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.rnn4j.benchmark.onnxruntime.OnnxModel.Element;
import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Peer;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** The peer that runs ONNX Runtime, which predicts but does not train. */
final class OnnxRuntimePeer implements Peer {
  private static final int SIZE = 1024;
  private static final int REPETITIONS = 25;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final int threads;

  OnnxRuntimePeer(int threads) {
    this.threads = threads;
  }

  @Override
  public String versions() {
    return "ONNX Runtime %s, denormals flushed to zero, %d threads"
        .formatted(environment.getVersion(), threads);
  }

  /**
   * Prepares a workload of inference or generation.
   *
   * @throws IllegalArgumentException if the workload trains
   */
  @Override
  public Session open(Assignment assignment, Weights weights) {
    try {
      return switch (assignment.work().task()) {
        case TRAINING ->
            throw new IllegalArgumentException(
                "ONNX Runtime does not train; leave out workload " + assignment.work().name());
        case INFERENCE -> OnnxInference.open(this, assignment, weights);
        case GENERATION -> new OnnxGeneration(this, assignment, weights);
      };
    } catch (OrtException cause) {
      throw failed(cause);
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  OrtSession session(OnnxModel model) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "1");
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      return environment.createSession(model.toByteArray(), options);
    }
  }

  /** Returns the error as an unchecked exception. */
  static IllegalStateException failed(OrtException cause) {
    return new IllegalStateException("ONNX Runtime failed: " + cause.getMessage(), cause);
  }

  @Override
  public double matrixProductRate() {
    OnnxModel model =
        new OnnxModel()
            .input("a", Element.FLOAT, SIZE, SIZE)
            .input("b", Element.FLOAT, SIZE, SIZE)
            .node("MatMul", List.of("a", "b"), List.of("c"))
            .output("c", SIZE, SIZE);
    FloatBuffer ones = Buffers.floats(SIZE * SIZE);
    while (ones.hasRemaining()) {
      ones.put(1);
    }
    long[] sizes = {SIZE, SIZE};
    double best = Double.POSITIVE_INFINITY;
    try (OrtSession session = session(model);
        OnnxTensor a = OnnxTensor.createTensor(environment, ones.rewind(), sizes)) {
      for (int i = 0; i < REPETITIONS; i++) {
        long start = System.nanoTime();
        session.run(Map.of("a", a, "b", a)).close();
        best = Math.min(best, (double) (System.nanoTime() - start));
      }
    } catch (OrtException cause) {
      throw failed(cause);
    }
    return 2.0 * SIZE * SIZE * SIZE / best;
  }
}
