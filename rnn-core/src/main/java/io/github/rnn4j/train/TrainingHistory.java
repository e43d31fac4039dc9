package io.github.rnn4j.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps every epoch of a run in {@link RunDirectory#HISTORY}, so that an interrupted run can go on:
 *
 * <pre>{@code
 * training.run(10, new TrainingHistory(run), new Checkpoints(run)); // interrupted
 *
 * MultiLayerNetwork network = run.multiLayerNetwork(RunDirectory.LAST);
 * List<EpochEvent> done = TrainingHistory.read(run, network.getEpochCount());
 * new Training<>(network, ...).resume(done, 10, new TrainingHistory(run), new Checkpoints(run));
 * }</pre>
 *
 * <p>Give it to the training before {@link Checkpoints}: after a crash between the two the history
 * is one epoch ahead of the network, which {@link #read} puts right.
 */
public final class TrainingHistory implements RunListener {

  private final RunDirectory directory;
  private final List<EpochEvent> epochs = new ArrayList<>();

  /**
   * Writes to a run.
   *
   * @param directory the run
   */
  public TrainingHistory(RunDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void started(RunControl run) {
    epochs.clear();
    epochs.addAll(run.history());
  }

  /**
   * Adds the epoch to the file.
   *
   * @throws RunException if it cannot be written
   */
  @Override
  public void epoch(EpochEvent event, RunControl run) {
    epochs.add(event);
    directory.writeJson(RunDirectory.HISTORY, new Epochs(epochs));
  }

  /**
   * The epochs that a saved network has behind it.
   *
   * @param directory the run
   * @param done how many they are, such as {@code network.getEpochCount()} of {@code last.zip}
   * @return the first {@code done} epochs
   * @throws RunException if the file is missing, damaged or has fewer
   */
  public static List<EpochEvent> read(RunDirectory directory, int done) {
    List<EpochEvent> epochs = directory.readJson(RunDirectory.HISTORY, Epochs.class).epochs();
    if (epochs.size() < done) {
      throw new RunException(
          directory.file(RunDirectory.HISTORY)
              + " has "
              + epochs.size()
              + " epochs, the network has "
              + done
              + " behind it: they are not of one run. Restore the files of one run, or train anew.");
    }
    return List.copyOf(epochs.subList(0, done));
  }

  static List<EpochEvent> checked(List<EpochEvent> done) {
    for (int i = 0; i < done.size(); i++) {
      if (done.get(i).epoch() != i + 1) {
        throw new IllegalArgumentException(
            "Epoch %d stands at place %d of what was done: give all epochs in their order."
                .formatted(done.get(i).epoch(), i + 1));
      }
    }
    return done;
  }

  /** The last epoch that was the best when it ended; null where there is none. */
  static EpochEvent best(List<EpochEvent> done) {
    return done.stream().filter(EpochEvent::best).reduce((earlier, later) -> later).orElse(null);
  }

  /** Content of {@link RunDirectory#HISTORY}. */
  private record Epochs(List<EpochEvent> epochs) {}
}
