package io.github.rnn4j.benchmark.pytorch;

import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.IOException;

/** Measures PyTorch. */
public final class PytorchProcess {
  private PytorchProcess() {}

  /**
   * Serves requests on standard input.
   *
   * @param args {@code packed} or {@code padded}: what is done with sequences of different lengths;
   *     and the number of threads
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    boolean packed =
        switch (args[0]) {
          case "packed" -> true;
          case "padded" -> false;
          default ->
              throw new IllegalArgumentException(
                  "'%s': it must be packed or padded".formatted(args[0]));
        };
    int threads = Integer.parseInt(args[1]);
    MeasuringProcess.serve(() -> new PytorchPeer(packed, threads));
  }
}
