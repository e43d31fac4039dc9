package io.github.rnn4j.datasets;

/** Thrown if the name of data is neither an existing file or folder nor a known name. */
public final class NoSuchDataException extends DataException {

  private static final long serialVersionUID = 1L;

  NoSuchDataException(String message) {
    super(message);
  }
}
