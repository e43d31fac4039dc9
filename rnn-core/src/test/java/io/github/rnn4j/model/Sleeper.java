package io.github.rnn4j.model;

/** A class of the class path that no test uses: it notes that it was loaded. */
final class Sleeper {

  static final String AWAKE = "rnn4j.test.sleeper";

  static {
    System.setProperty("rnn4j.test.sleeper", "awake");
  }

  private Sleeper() {}
}
