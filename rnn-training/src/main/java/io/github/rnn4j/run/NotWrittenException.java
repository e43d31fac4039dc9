package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import java.io.IOException;

/**
 * Thrown when a file of a run cannot be written or renamed: the disk is full or failing, or the
 * folder is not writable.
 *
 * <p>Every file of the run is then intact, with its earlier or its new content. Once the problem is
 * solved, the run resumes from its last checkpoint.
 */
public final class NotWrittenException extends RunException {

  NotWrittenException(String message, IOException cause) {
    super(message, cause);
  }
}
