package io.github.rnn4j.layer.parameter;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One parameter of a recurrent cell: its key in Deeplearning4j's parameter table, its shape, its
 * role.
 *
 * <p>The role decides what Deeplearning4j does with it: which initialiser fills it, whether l1, l2
 * and weight noise apply to it, which updater and which constraints it gets.
 *
 * @param key key in {@code paramTable()}, unique within the layer, not blank
 * @param sizes {@code [rows, columns]} of a weight, {@code [size]} of a bias; 0 while the network
 *     has not set the number of inputs yet
 * @param role what the parameter is
 * @param blocks number of gates side by side in the columns; each is initialised on its own
 * @param blockBias what a gate's part of the bias starts from, where not from {@code biasInit}
 */
public record CellParameter(
    String key, List<Long> sizes, Role role, int blocks, Map<Integer, Double> blockBias) {

  /** What a parameter is to the cell. */
  public enum Role {
    /** Multiplies the input, or maps the hidden state to the output: {@code weightInit}. */
    INPUT_WEIGHT,
    /** Multiplies what the cell remembers: {@code weightInitRecurrent}. */
    RECURRENT_WEIGHT,
    /** Is added: {@code biasInit}. */
    BIAS
  }

  /**
   * Checks and copies.
   *
   * @param key as for the record
   * @param sizes as for the record
   * @param role as for the record
   * @param blocks as for the record
   * @param blockBias as for the record
   * @throws IllegalArgumentException if the key is blank, or a size or the number of blocks is out
   *     of its range; the message names the key
   */
  public CellParameter {
    Objects.requireNonNull(role, "role");
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException("A cell parameter needs a key that is not blank");
    }
    int rank = role == Role.BIAS ? 1 : 2;
    if (sizes.size() != rank || sizes.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "Parameter %s (%s) has shape %s: expected %d sizes, none negative"
              .formatted(key, role, sizes, rank));
    }
    if (blocks < 1 || sizes.get(rank - 1) % blocks != 0) {
      throw new IllegalArgumentException(
          "Parameter %s has shape %s: it cannot be cut into %d blocks"
              .formatted(key, sizes, blocks));
    }
    sizes = List.copyOf(sizes);
    blockBias = Map.copyOf(blockBias);
  }

  /**
   * The shape of the parameter's array.
   *
   * @return {@code [rows, columns]} of a weight, {@code [size]} of a bias
   */
  public long[] shape() {
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The number of entries.
   *
   * @return the product of the sizes
   */
  public long length() {
    return sizes.stream().reduce(1L, Math::multiplyExact);
  }

  /**
   * Whether it is added and not multiplied.
   *
   * @return whether the role is {@link Role#BIAS}
   */
  public boolean isBias() {
    return role == Role.BIAS;
  }
}
