package io.github.rnn4j.ui;

/**
 * Where the training UI listens.
 *
 * @param host name or number of an interface of this machine
 * @param port 1 to 65535, or 0 for any free one
 */
record UiAddress(String host, int port) {

  /** Nobody but this machine's users can connect to it. */
  static final String LOOPBACK = "127.0.0.1";

  static final int DEFAULT_PORT = 9000;

  private static final int LAST_PORT = 65_535;

  /** Checks the port. */
  UiAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "--ui-host is empty; give a name or number of this machine, such as " + LOOPBACK);
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "--ui-port is %d; give 1 to %d, or 0 for any free one".formatted(port, LAST_PORT));
    }
  }
}
