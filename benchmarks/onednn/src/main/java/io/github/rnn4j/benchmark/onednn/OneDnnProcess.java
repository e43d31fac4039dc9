package io.github.rnn4j.benchmark.onednn;

import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.IOException;

/** The process that measures oneDNN. */
public final class OneDnnProcess {
  private OneDnnProcess() {}

  /**
   * Serves requests on standard input.
   *
   * @param args the number of threads, which must also be in {@code OMP_NUM_THREADS}
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    int threads = Integer.parseInt(args[0]);
    MeasuringProcess.serve(() -> new OneDnnPeer(threads));
  }
}
