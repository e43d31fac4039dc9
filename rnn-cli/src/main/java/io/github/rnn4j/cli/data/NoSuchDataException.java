package io.github.rnn4j.cli.data;

import io.github.rnn4j.datasets.DataException;

/** Thrown if {@code --data} names neither an existing file or folder nor known data. */
final class NoSuchDataException extends DataException {

  private static final long serialVersionUID = 1L;

  NoSuchDataException(String message) {
    super(message);
  }
}
