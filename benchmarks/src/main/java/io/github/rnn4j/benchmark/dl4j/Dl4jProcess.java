package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.MeasuringProcess;
import java.io.IOException;

/** The process that measures Deeplearning4j. */
public final class Dl4jProcess {
  private Dl4jProcess() {}

  /**
   * Serves requests on standard input.
   *
   * @param args {@code packed} for the layers of rnn-core, {@code own} for Deeplearning4j's own
   *     layers
   * @throws IOException if the input cannot be read
   */
  public static void main(String[] args) throws IOException {
    NetworkBuilder networks =
        switch (args[0]) {
          case "packed" -> new PackedNetworks();
          case "own" -> new OwnNetworks();
          default ->
              throw new IllegalArgumentException(
                  "'%s' is not a valid kind of layers; it must be packed or own"
                      .formatted(args[0]));
        };
    MeasuringProcess.serve(() -> new Dl4jPeer(networks));
  }
}
