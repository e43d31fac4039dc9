package io.github.rnn4j.model;

import org.nd4j.linalg.learning.config.Adam;

/** A class of the class path that a file from a stranger names: an updater that notes its birth. */
final class Intruder extends Adam {

  private static final long serialVersionUID = 1L;

  static int born;

  /** Runs when Deeplearning4j reads a configuration that names this class. */
  Intruder() {
    born++;
  }
}
