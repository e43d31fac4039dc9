package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Path;

/** Opens workloads with packed layers in this process. */
public final class PackedSession {
  private PackedSession() {}

  /**
   * Opens a workload on synthetic data.
   *
   * @param work the name of the workload
   * @return the network, ready to be timed
   * @throws IOException never, because the data are synthetic
   * @throws IllegalArgumentException if there is no such workload
   */
  public static Session open(String work) throws IOException {
    Assignment assignment = Assignment.of(Works.named(work), Path.of("no-reviews"));
    return new Dl4jPeer(new PackedNetworks()).open(assignment, Weights.RANDOM);
  }
}
