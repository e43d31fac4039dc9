package io.github.rnn4j.layer.packed;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** Runs a {@link PackedLstm} in a network. */
final class PackedLstmRuntime extends PackedRuntime {
  private static final long serialVersionUID = 1L;

  PackedLstmRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }
}
