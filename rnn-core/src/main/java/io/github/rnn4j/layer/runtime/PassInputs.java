package io.github.rnn4j.layer.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The inputs of a forward or backward pass: a minibatch, or a segment of one in truncated BPTT.
 *
 * @param input {@code [B, C, T]} in the network's data type
 * @param mask {@code [B, T]} in the network's data type; null if every step is valid
 * @param state the initial state by name, each {@code [B, size]}; empty for zeros
 * @param parameters the parameters by key, with weight noise applied
 */
public record PassInputs(
    INDArray input, INDArray mask, Map<String, INDArray> state, Map<String, INDArray> parameters) {

  public long steps() {
    return input.size(2);
  }

  /**
   * The steps {@code from} (inclusive) to {@code to} (exclusive), with a different initial state.
   */
  PassInputs part(long from, long to, Map<String, INDArray> start) {
    INDArray x = input.get(all(), all(), interval(from, to)).dup();
    INDArray valid = mask == null ? null : mask.get(all(), interval(from, to)).dup();
    return new PassInputs(x, valid, start, parameters);
  }

  /** Whether both belong to the same pass, that is, share the initial state. */
  public boolean isSameAs(PassInputs other) {
    return state == other.state;
  }
}
