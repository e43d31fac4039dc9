package io.github.rnn4j.benchmark.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A workload with its data.
 *
 * @param work the workload; its network has an embedding table of the size that the data need
 * @param minibatches the data; one step processes each of them once
 */
public record Assignment(Work work, List<Minibatch> minibatches) {

  /**
   * Combines a workload with its data.
   *
   * @param work the workload
   * @param reviews the file of real reviews; read only if the workload is on real reviews
   * @return the workload with its data
   * @throws IOException if the file cannot be read
   */
  public static Assignment of(Work work, Path reviews) throws IOException {
    if (!work.real()) {
      return new Assignment(work, List.of(RandomMinibatch.of(work)));
    }
    ReviewFile file = ReviewFile.read(reviews);
    Network network = work.network().withVocabulary(file.vocabulary());
    Work sized =
        new Work(work.name(), work.title(), work.task(), network, work.batch(), work.real());
    return new Assignment(sized, file.minibatches());
  }

  /**
   * Counts the floating-point operations of the matrix products in one step. An addition and a
   * multiplication count as two, and padding does not count: {@code 2 N (C + H) G H} for each
   * direction of each layer, plus the head. Training needs three times that, because each product
   * has two products in its backward pass.
   *
   * @return the number of operations
   */
  public double flops() {
    Network network = work.network();
    double forward = 0;
    for (Minibatch minibatch : minibatches) {
      double steps = minibatch.realSteps();
      double sequences = minibatch.size();
      for (int layer = 0; layer < network.layers(); layer++) {
        double rows = network.inputsOf(layer) + (double) network.hidden();
        double columns = (double) network.cell().blocks() * network.hidden();
        forward += 2 * steps * network.directions() * rows * columns;
      }
      forward +=
          network.head() == Head.REVIEW_CLASS
              ? 2 * sequences * Network.DENSE * (network.stateSize() + (double) network.outputs())
              : 2 * steps * network.stateSize() * network.outputs();
    }
    return work.task() == Task.TRAINING ? 3 * forward : forward;
  }
}
