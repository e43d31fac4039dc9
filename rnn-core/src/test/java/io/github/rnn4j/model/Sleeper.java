package io.github.rnn4j.model;

/** A class on the class path that no test uses; it records that it was loaded. */
final class Sleeper {

  static final String AWAKE = "rnn4j.test.sleeper";

  static {
    System.setProperty("rnn4j.test.sleeper", "awake");
  }

  private Sleeper() {}
}
