package io.github.rnn4j.ui;

/**
 * The address on which the training UI listens.
 *
 * @param host the name or IP address of an interface of this machine
 * @param port the port, 1 to 65535, or 0 for any free one
 */
record UiAddress(String host, int port) {

  /** Only users of this machine can connect to it. */
  static final String LOOPBACK = "127.0.0.1";

  static final int DEFAULT_PORT = 9000;

  private static final int LAST_PORT = 65_535;

  /** Checks the host and the port. */
  UiAddress {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "--ui-host is empty; it must be a name or IP address of this machine, such as "
              + LOOPBACK);
    }
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "--ui-port is %d; it must be from 1 to %d, or 0 for any free port"
              .formatted(port, LAST_PORT));
    }
  }
}
