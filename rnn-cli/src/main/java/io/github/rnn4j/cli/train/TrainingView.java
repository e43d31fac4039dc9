package io.github.rnn4j.cli.train;

import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;

/**
 * Shows training in addition to the console, from before the first network until after the last
 * one.
 */
@FunctionalInterface
public interface TrainingView extends AutoCloseable {

  /**
   * Returns the listener that shows the training of a network.
   *
   * @param run the run that is trained
   * @param network the name of the network, which matters if the run has several
   * @return a listener for the training
   * @throws io.github.rnn4j.loop.RunException if the run cannot be shown
   */
  RunListener listener(RunDirectory run, String network);

  /** Closes the view. */
  @Override
  default void close() {}
}
