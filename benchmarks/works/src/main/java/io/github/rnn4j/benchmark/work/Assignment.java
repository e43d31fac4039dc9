package io.github.rnn4j.benchmark.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A work with its data.
 *
 * @param work what to do; its network has the embedding table that the data need
 * @param minibatches on what; one step goes once over all of them
 */
public record Assignment(Work work, List<Minibatch> minibatches) {

  /**
   * Brings a work and its data together.
   *
   * @param work the work
   * @param reviews the file of real reviews; only read where the work is on real reviews
   * @return both
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
   * Floating-point operations of one step in the matrix products, an addition and a multiplication
   * counted as two, of real steps alone: {@code 2 N (C + H) G H} for each direction of each layer,
   * plus the head; three times that for training, where each product has two in its backward pass.
   *
   * @return the number
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
