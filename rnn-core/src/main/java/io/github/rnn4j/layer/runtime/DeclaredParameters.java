package io.github.rnn4j.layer.runtime;

import io.github.rnn4j.layer.parameter.CellParameters;

/** A layer configuration that declares its parameters as a list. */
public interface DeclaredParameters {

  /** The parameters in the order of the flat parameter vector. */
  CellParameters cellParameters();
}
