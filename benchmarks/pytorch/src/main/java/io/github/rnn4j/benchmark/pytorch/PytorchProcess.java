package io.github.rnn4j.benchmark.pytorch;

import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.IOException;

/** The process that measures PyTorch. */
public final class PytorchProcess {
  private PytorchProcess() {}

  /**
   * Serves requests on standard input.
   *
   * @param args {@code packed} or {@code padded}, which is how sequences of different lengths are
   *     handled, and the number of threads
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    boolean packed =
        switch (args[0]) {
          case "packed" -> true;
          case "padded" -> false;
          default ->
              throw new IllegalArgumentException(
                  "'%s' is not a valid form of minibatches; it must be packed or padded"
                      .formatted(args[0]));
        };
    int threads = Integer.parseInt(args[1]);
    MeasuringProcess.serve(() -> new PytorchPeer(packed, threads));
  }
}
