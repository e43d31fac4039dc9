package io.github.rnn4j.benchmark.work;

/**
 * A workload that all peers run in the same way.
 *
 * @param name its name on the command line
 * @param title its name in a table
 * @param task what to do
 * @param network the network
 * @param batch the size of the minibatch; for {@link Task#GENERATION}, how many tokens one step
 *     samples
 * @param real whether the minibatches are real reviews; {@code batch} then gives only the number of
 *     sequences
 */
public record Work(
    String name, String title, Task task, Network network, Batch batch, boolean real) {

  /** Checks the name. */
  public Work {
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "Workload '%s' is not a valid name; use only a to z, 0 to 9 and -".formatted(name));
    }
  }

  /**
   * Returns whether the sequences of a minibatch differ in length; only then do packed and padded
   * differ.
   *
   * @return false if all sequences have the same length
   */
  public boolean isVariable() {
    return real || batch.shortest() < batch.longest();
  }
}
