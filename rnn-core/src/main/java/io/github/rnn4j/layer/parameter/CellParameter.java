package io.github.rnn4j.layer.parameter;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One parameter of a recurrent cell: its key in Deeplearning4j's parameter table, its shape and its
 * role.
 *
 * <p>The role decides how Deeplearning4j treats the parameter: which initialiser fills it, whether
 * l1, l2 and weight noise apply to it, and which updater and constraints it gets.
 *
 * @param key key in {@code paramTable()}, unique within the layer, not blank
 * @param sizes {@code [rows, columns]} of a weight, {@code [size]} of a bias; 0 until the network
 *     has set the number of inputs
 * @param role what the parameter is
 * @param blocks number of gates that share the columns; each is initialized separately
 * @param blockBias initial bias of individual gates, by gate number from 0; the rest start from
 *     {@code biasInit}
 */
public record CellParameter(
    String key, List<Long> sizes, Role role, int blocks, Map<Integer, Double> blockBias) {

  /** The role of a parameter in the cell. */
  public enum Role {
    /**
     * Multiplies the input, or maps the hidden state to the output; filled by {@code weightInit}.
     */
    INPUT_WEIGHT,
    /** Multiplies the state of the cell; filled by {@code weightInitRecurrent}. */
    RECURRENT_WEIGHT,
    /** Is added to a product; filled with {@code biasInit}. */
    BIAS
  }

  /**
   * Checks the values and copies the collections.
   *
   * @param key as for the record
   * @param sizes as for the record
   * @param role as for the record
   * @param blocks as for the record
   * @param blockBias as for the record
   * @throws IllegalArgumentException if the key is blank, or a size or the number of blocks is out
   *     of range; the message names the key
   */
  public CellParameter {
    Objects.requireNonNull(role, "role");
    if (key == null || key.isBlank()) {
      throw new IllegalArgumentException(
          "A cell parameter has no key: it must not be null or blank");
    }
    int rank = role == Role.BIAS ? 1 : 2;
    if (sizes.size() != rank || sizes.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "Parameter %s (%s) has shape %s: it must have %d sizes, none of them negative"
              .formatted(key, role, sizes, rank));
    }
    if (blocks < 1 || sizes.get(rank - 1) % blocks != 0) {
      throw new IllegalArgumentException(
          "Parameter %s has shape %s: it cannot be divided into %d equal blocks"
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
   * Returns whether this parameter is a bias.
   *
   * @return true if the role is {@link Role#BIAS}
   */
  public boolean isBias() {
    return role == Role.BIAS;
  }
}
