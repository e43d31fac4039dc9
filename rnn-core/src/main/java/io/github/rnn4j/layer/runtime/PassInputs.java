package io.github.rnn4j.layer.runtime;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a pass forward or backward starts from: a minibatch, or a part of it in truncated BPTT.
 *
 * @param input {@code [B, C, T]} in the network's data type
 * @param mask {@code [B, T]} in the network's data type; null where every step is valid
 * @param state the initial state by name, each {@code [B, size]}
 * @param parameters the parameters by key, weight noise applied
 */
public record PassInputs(
    INDArray input, INDArray mask, Map<String, INDArray> state, Map<String, INDArray> parameters) {

  public long steps() {
    return input.size(2);
  }

  /** The steps {@code from} to {@code to - 1}, starting from another state. */
  PassInputs part(long from, long to, Map<String, INDArray> start) {
    INDArray x = input.get(all(), all(), interval(from, to)).dup();
    INDArray valid = mask == null ? null : mask.get(all(), interval(from, to)).dup();
    return new PassInputs(x, valid, start, parameters);
  }

  /** Whether these are the values of the same pass: they share the initial state. */
  public boolean isSameAs(PassInputs other) {
    return state == other.state;
  }
}
