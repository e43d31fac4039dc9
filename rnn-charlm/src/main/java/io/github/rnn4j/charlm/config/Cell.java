package io.github.rnn4j.charlm.config;

import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;

/** What computes one step of a recurrent layer. */
public enum Cell {
  /** Long short-term memory: counts and remembers over hundreds of characters. */
  LSTM,
  /** Gated recurrent unit: three quarters of the weights of an LSTM. */
  GRU,
  /** The simple recurrent layer of Elman. */
  ELMAN;

  public PackedRecurrentLayer.Builder<?> builder() {
    return switch (this) {
      case LSTM -> new PackedLstm.Builder();
      case GRU -> new PackedGru.Builder();
      case ELMAN -> new PackedElman.Builder();
    };
  }
}
