package io.github.rnn4j.kernel.sequence;

/**
 * Where one direction of a layer writes its states.
 *
 * @param to rows of states
 * @param stride distance between two rows
 * @param column the direction's first column
 * @param ends number of final states that it writes, in a row for each sequence: 1 for the hidden
 *     state, 2 for hidden and cell state; 0 for the hidden state of every step
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LayerOutput(float[] to, int stride, int column, int ends) {

  void write(float[] states, int from, int row, int state, int units) {
    System.arraycopy(states, from, to, row * stride + column + state * units, units);
  }
}
