package io.github.rnn4j.benchmark.work;

/**
 * Something that all peers do in the same way.
 *
 * @param name its name on the command line
 * @param title its name in a table
 * @param task what is done
 * @param network with which network
 * @param batch on which minibatch; of {@link Task#GENERATION}, how many tokens one step draws
 * @param real whether the minibatches are of real reviews, and {@code batch} gives their size alone
 */
public record Work(
    String name, String title, Task task, Network network, Batch batch, boolean real) {

  /** Checks the name. */
  public Work {
    if (!name.matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException(
          "Work '%s': a name is made of a to z, 0 to 9 and -".formatted(name));
    }
  }

  /**
   * Whether the sequences of a minibatch differ in length, so that packed and padded differ.
   *
   * @return false where all are of one length
   */
  public boolean isVariable() {
    return real || batch.shortest() < batch.longest();
  }
}
