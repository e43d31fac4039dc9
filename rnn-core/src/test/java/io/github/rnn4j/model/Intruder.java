package io.github.rnn4j.model;

import org.nd4j.linalg.learning.config.Adam;

/** An updater on the class path that a stranger's file names; it counts its instances. */
final class Intruder extends Adam {

  private static final long serialVersionUID = 1L;

  static int born;

  /** Runs when Deeplearning4j reads a configuration that names this class. */
  Intruder() {
    born++;
  }
}
