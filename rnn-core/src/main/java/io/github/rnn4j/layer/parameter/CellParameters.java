package io.github.rnn4j.layer.parameter;

import io.github.rnn4j.layer.parameter.CellParameter.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parameters of a recurrent cell, in the order of the network's flat parameter vector.
 *
 * <pre>{@code
 * new CellParameters()
 *     .inputWeight("W", nIn, nOut)
 *     .recurrentWeight("RW", nOut, nOut)
 *     .bias("b", nOut);
 * }</pre>
 *
 * <p>A matrix multiplies from the right, {@code [B, rows] x [rows, columns]}, and is stored in the
 * flat vector column by column, as in Deeplearning4j.
 */
public final class CellParameters {
  private final List<CellParameter> parameters = new ArrayList<>();

  /** Starts an empty list. */
  public CellParameters() {}

  /**
   * Adds a matrix that multiplies the input, or that maps the hidden state to the output. It is
   * filled by the layer's {@code weightInit}.
   *
   * @param key key in the parameter table, unique within the cell
   * @param rows size of the vector that is multiplied, at least 1
   * @param columns size of the product, at least 1
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or a size is negative
   */
  public CellParameters inputWeight(String key, long rows, long columns) {
    return inputWeight(key, rows, columns, 1);
  }

  /**
   * Like {@link #inputWeight(String, long, long)}, for the adjacent weights of several gates, each
   * initialized separately.
   *
   * @param key key in the parameter table, unique within the cell
   * @param rows size of the vector that is multiplied, at least 1
   * @param columns size of the product, a multiple of {@code blocks}
   * @param blocks number of gates, at least 1
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or a size is out of range
   */
  public CellParameters inputWeight(String key, long rows, long columns, int blocks) {
    return add(new CellParameter(key, List.of(rows, columns), Role.INPUT_WEIGHT, blocks, Map.of()));
  }

  /**
   * Adds a matrix that multiplies the state of the cell. It is filled by the layer's {@code
   * weightInitRecurrent}.
   *
   * @param key key in the parameter table, unique within the cell
   * @param rows size of the vector that is multiplied, at least 1
   * @param columns size of the product, at least 1
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or a size is negative
   */
  public CellParameters recurrentWeight(String key, long rows, long columns) {
    return recurrentWeight(key, rows, columns, 1);
  }

  /**
   * Like {@link #recurrentWeight(String, long, long)}, for the adjacent weights of several gates,
   * each initialized separately.
   *
   * @param key key in the parameter table, unique within the cell
   * @param rows size of the vector that is multiplied, at least 1
   * @param columns size of the product, a multiple of {@code blocks}
   * @param blocks number of gates, at least 1
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or a size is out of range
   */
  public CellParameters recurrentWeight(String key, long rows, long columns, int blocks) {
    return add(
        new CellParameter(key, List.of(rows, columns), Role.RECURRENT_WEIGHT, blocks, Map.of()));
  }

  /**
   * Adds a bias vector. It is filled with the layer's {@code biasInit}.
   *
   * @param key key in the parameter table, unique within the cell
   * @param size number of entries, at least 1
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or the size is negative
   */
  public CellParameters bias(String key, long size) {
    return bias(key, size, 1, Map.of());
  }

  /**
   * Like {@link #bias(String, long)}, for the bias of several gates, some with their own initial
   * value.
   *
   * @param key key in the parameter table, unique within the cell
   * @param size number of entries, a multiple of {@code blocks}
   * @param blocks number of gates, at least 1
   * @param blockBias initial bias of individual gates, by gate number from 0; the rest start from
   *     {@code biasInit}
   * @return this list
   * @throws IllegalArgumentException if the key is blank or already used, or the size is out of
   *     range
   */
  public CellParameters bias(String key, long size, int blocks, Map<Integer, Double> blockBias) {
    return add(new CellParameter(key, List.of(size), Role.BIAS, blocks, blockBias));
  }

  private CellParameters add(CellParameter parameter) {
    if (parameters.stream().anyMatch(other -> other.key().equals(parameter.key()))) {
      throw new IllegalArgumentException(
          "Parameter key " + parameter.key() + " is used twice: every key must be unique");
    }
    parameters.add(parameter);
    return this;
  }

  /**
   * Returns all parameters.
   *
   * @return the parameters in order, as an unmodifiable list
   */
  public List<CellParameter> list() {
    return Collections.unmodifiableList(parameters);
  }

  /**
   * Returns the keys of all parameters.
   *
   * @return the keys in order
   */
  public List<String> keys() {
    return parameters.stream().map(CellParameter::key).toList();
  }

  /**
   * Returns the keys of the parameters with a given role.
   *
   * @param role the role of the parameters
   * @return their keys in order
   */
  public List<String> keys(Role role) {
    return parameters.stream().filter(p -> p.role() == role).map(CellParameter::key).toList();
  }

  /**
   * Returns the total number of entries of all parameters.
   *
   * @return the length of the layer's part of the flat parameter vector
   */
  public long length() {
    return parameters.stream().collect(Collectors.summingLong(CellParameter::length));
  }
}
