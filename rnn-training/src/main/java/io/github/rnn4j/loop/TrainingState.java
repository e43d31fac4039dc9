package io.github.rnn4j.loop;

import io.github.rnn4j.model.CarriedState;
import java.util.List;

/**
 * Where a run is: all that an interrupted one needs, beside its network with the updater, to go on
 * as if it had not been interrupted.
 *
 * <p>Early stopping, the best epoch and the rows of {@code metrics.csv} follow from the epochs; the
 * order of the data from the epoch's number; the random numbers of an update from its number.
 *
 * @param epochs every whole epoch so far, in order
 * @param part what training on the epoch after them has added up to; the run resumes with the
 *     minibatch after those in it
 * @param firstLoss the loss of the run's first minibatch, beside which a later one counts as
 *     exploded; 0 before it
 * @param carried what truncated BPTT carries into the next minibatch
 */
public record TrainingState(
    List<EpochEvent> epochs, TrainingTotals part, double firstLoss, CarriedState carried) {

  /** A run that has not begun. */
  public static final TrainingState START =
      new TrainingState(List.of(), TrainingTotals.NONE, 0, CarriedState.NONE);

  /**
   * Copies the epochs.
   *
   * @param epochs every whole epoch so far
   * @param part what is done of the next one
   * @param firstLoss the loss of the first minibatch
   * @param carried what is carried
   * @throws IllegalArgumentException if the epochs are not 1, 2, ... in this order
   */
  public TrainingState {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "Epoch %d stands at place %d of what was done: give all epochs in their order."
                .formatted(epochs.get(i).epoch(), i + 1));
      }
    }
  }

  /**
   * All minibatches so far, each of which is an update.
   *
   * @return 0 or more
   */
  public long updates() {
    return part.minibatches()
        + epochs.stream().mapToLong(event -> event.training().minibatches()).sum();
  }

  /** The last epoch that was the best when it ended; null where there is none. */
  static EpochEvent best(List<EpochEvent> epochs) {
    return epochs.stream().filter(EpochEvent::best).reduce((earlier, later) -> later).orElse(null);
  }

  /**
   * The place in words.
   *
   * @return such as {@code epoch 2, minibatch 17}
   */
  public String place() {
    return part.minibatches() == 0
        ? "epoch " + epochs.size()
        : "epoch %d, minibatch %d".formatted(epochs.size() + 1, part.minibatches());
  }
}
