package io.github.rnn4j.loop;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import java.util.List;

/**
 * The progress of a run. Together with the network and its updater, it is all that an interrupted
 * run needs to resume as if it had not been interrupted.
 *
 * <p>Early stopping, the best epoch and the rows of {@code metrics.csv} follow from the epochs, the
 * order of the data from the epoch's number, and the random numbers of an update from its number.
 *
 * @param epochs every complete epoch so far, in order
 * @param part the training totals of the epoch in progress; the run resumes with the next minibatch
 *     after them
 * @param firstLoss the loss of the run's first minibatch, with which later losses are compared to
 *     detect an explosion; 0 before that minibatch
 * @param carried the state that truncated BPTT carries into the next minibatch
 * @param average the averaged weights; {@link AveragedWeights#NONE} without averaging
 */
public record TrainingState(
    List<EpochEvent> epochs,
    TrainingTotals part,
    double firstLoss,
    CarriedState carried,
    AveragedWeights average) {

  /** The state of a run that has not started. */
  public static final TrainingState START =
      new TrainingState(List.of(), TrainingTotals.NONE, 0, CarriedState.NONE, AveragedWeights.NONE);

  /**
   * Copies the epochs.
   *
   * @param epochs every complete epoch so far
   * @param part the totals of the epoch in progress
   * @param firstLoss the loss of the first minibatch
   * @param carried the carried state
   * @param average the averaged weights
   * @throws IllegalArgumentException if the epochs are not 1, 2, ... in this order
   */
  public TrainingState {
    epochs = List.copyOf(epochs);
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "Epoch %d is at position %d of the completed epochs: they must be 1, 2, ... in this order."
                .formatted(epochs.get(i).epoch(), i + 1));
      }
    }
  }

  /**
   * The number of minibatches so far, each of which is one update.
   *
   * @return 0 or more
   */
  public long updates() {
    return part.minibatches()
        + epochs.stream().mapToLong(event -> event.training().minibatches()).sum();
  }

  /** The best of these epochs; null if there are none. */
  static EpochEvent best(List<EpochEvent> epochs) {
    return epochs.stream().filter(EpochEvent::best).reduce((earlier, later) -> later).orElse(null);
  }

  /**
   * Describes how far the run has got.
   *
   * @return for example {@code epoch 2, minibatch 17}
   */
  public String place() {
    return part.minibatches() == 0
        ? "epoch " + epochs.size()
        : "epoch %d, minibatch %d".formatted(epochs.size() + 1, part.minibatches());
  }
}
