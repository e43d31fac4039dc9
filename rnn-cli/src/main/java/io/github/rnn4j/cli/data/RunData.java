package io.github.rnn4j.cli.data;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.NoSuchDataException;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.util.function.Supplier;

/** Reads the data that a run was trained on, which may have been moved since then. */
public final class RunData {

  private static final String STANDARD_INPUT = "-";

  private RunData() {}

  /**
   * Reads the data.
   *
   * @param run the run
   * @param data the value of {@code --data} with which the run was trained
   * @param moved whether its new place is given
   * @param reader reads it, from its new place if that is given
   * @param <T> the data
   * @return the data
   * @throws DataException if it cannot be read; the message says how to tell where it is now
   */
  public static <T> T read(RunDirectory run, String data, boolean moved, Supplier<T> reader) {
    if (moved) {
      return reader.get();
    }
    try {
      return reader.get();
    } catch (NoSuchDataException cause) {
      throw new DataException(
          "The run in %s was trained on %s, which is not there. If the data has been moved, add --data with its new path."
              .formatted(run.folder(), data),
          cause);
    } catch (DataException cause) {
      if (!data.equals(STANDARD_INPUT)) {
        throw cause;
      }
      throw new DataException(
          "The run in %s was trained on standard input, which is not kept. Give it the same data again, or add --data with a file that has it."
              .formatted(run.folder()),
          cause);
    }
  }

  /**
   * Checks that the data of a run can be split here as it was split for the training.
   *
   * @param run the run
   * @param instead the option for other data, for the message
   * @throws DataException if it was trained on a cluster, so that this machine cannot tell which
   *     part of the data the network has not seen
   */
  public static void requireSplitHere(RunDirectory run, String instead) {
    if (run.has(RunDirectory.CLUSTER)) {
      throw new DataException(
          "The run in %s was trained on a cluster, which split its data in another way, so its test set cannot be found here. Use %s with data that the network has not seen."
              .formatted(run.folder(), instead));
    }
  }

  /**
   * Checks that a run does not wait for its test, which a report or an evaluation would anticipate.
   *
   * @param run the run
   * @throws DataException if it was trained with {@code --no-test}, and not tested since
   */
  public static void requireTested(RunDirectory run) {
    if (run.has(RunDirectory.VALIDATED) && !Provenance.hasEnded(run)) {
      throw new DataException(
          "The run in %s was trained with --no-test. Test it first with train --resume %s."
              .formatted(run.folder(), run.folder()));
    }
  }
}
