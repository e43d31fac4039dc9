package io.github.rnn4j.layer;

/** A layer configuration that declares its parameters as a list. */
interface DeclaredParameters {

  /** The parameters in the order of the flat parameter vector. */
  CellParameters cellParameters();
}
