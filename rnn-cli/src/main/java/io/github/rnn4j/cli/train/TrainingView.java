package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;

/** What shows trainings besides the console, from before the first of them to after the last. */
@FunctionalInterface
public interface TrainingView extends AutoCloseable {

  /**
   * What shows the training of a network.
   *
   * @param run the run that is trained
   * @param network what the network is called, where the run has several
   * @return to be given to the training
   * @throws io.github.rnn4j.loop.RunException if the run cannot be shown
   */
  RunListener listener(RunDirectory run, String network);

  /** Ends the view. */
  @Override
  default void close() {}
}
