package io.github.rnn4j.benchmark.onnxruntime;

import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.IOException;

/** The process that measures ONNX Runtime. */
public final class OnnxRuntimeProcess {
  private OnnxRuntimeProcess() {}

  /**
   * Serves requests on standard input.
   *
   * @param args the number of threads
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    int threads = Integer.parseInt(args[0]);
    MeasuringProcess.serve(() -> new OnnxRuntimePeer(threads));
  }
}
