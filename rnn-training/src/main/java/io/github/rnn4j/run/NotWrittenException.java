package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import java.io.IOException;

/**
 * A file of a run could not be written or renamed: the disk is full or failing, or the folder may
 * not be written to.
 *
 * <p>The files of the run are whole then, each with its earlier content or its new one, so that the
 * run goes on from its last checkpoint once the cause is gone.
 */
public final class NotWrittenException extends RunException {

  NotWrittenException(String message, IOException cause) {
    super(message, cause);
  }
}
