package io.github.rnn4j.imdb.config;

/** What computes one step of a recurrent layer. */
public enum Cell {
  /** Long short-term memory: keeps what it read over hundreds of words. */
  LSTM,
  /** Gated recurrent unit: three quarters of the weights of an LSTM, and often as good. */
  GRU,
  /** The simple recurrent layer of Elman: faster to explain, forgets after a dozen words or two. */
  ELMAN
}
