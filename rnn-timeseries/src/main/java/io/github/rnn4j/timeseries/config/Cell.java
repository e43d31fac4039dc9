package io.github.rnn4j.timeseries.config;

/** What computes one step of a recurrent layer. */
public enum Cell {
  /** The simple recurrent layer: enough for series that a few past values determine. */
  ELMAN,
  /** Long short-term memory. */
  LSTM,
  /** Gated recurrent unit: three quarters of the weights of an LSTM, and often as good. */
  GRU
}
