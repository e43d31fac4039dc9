package io.github.rnn4j.layer.runtime;

import java.util.Map;

/** A recurrent layer's configuration that declares the state it carries from step to step. */
public interface DeclaredState {

  /**
   * The size of each state vector, by name. An initial state for all of them is one array {@code
   * [B, sum of the sizes]}, in the order of this map.
   *
   * @return the sizes, each at least 1
   */
  Map<String, Long> stateSizes();

  /**
   * The size of the complete state of a sequence.
   *
   * @return the sum of the sizes
   */
  default long stateSize() {
    return stateSizes().values().stream().mapToLong(Long::longValue).sum();
  }
}
