package io.github.rnn4j.benchmark.work;

import java.util.Arrays;

/**
 * The same numbers for every peer. Sequences are in the order of their lengths, longest first, as
 * PyTorch wants them packed. Arrays are shared, not copied: peers read them once, before timing.
 */
public final class Minibatch {
  final int[] lengths;
  final int[] tokens;
  final float[] inputs;
  final int[] symbols;
  final float[] values;
  final float[] classes;

  Minibatch(
      int[] lengths, int[] tokens, float[] inputs, int[] symbols, float[] values, float[] classes) {
    this.lengths = lengths;
    this.tokens = tokens;
    this.inputs = inputs;
    this.symbols = symbols;
    this.values = values;
    this.classes = classes;
  }

  /**
   * Number of sequences.
   *
   * @return B
   */
  public int size() {
    return lengths.length;
  }

  /**
   * Length of the longest sequence.
   *
   * @return T
   */
  public int steps() {
    return lengths[0];
  }

  /**
   * Real steps of all sequences.
   *
   * @return N
   */
  public long realSteps() {
    return Arrays.stream(lengths).asLongStream().sum();
  }

  /**
   * Length of each sequence.
   *
   * @return [B], descending
   */
  public int[] lengths() {
    return lengths;
  }

  /**
   * Tokens, 0 behind the end of a sequence.
   *
   * @return [B, T]; empty where the input is numbers
   */
  public int[] tokens() {
    return tokens;
  }

  /**
   * Input features.
   *
   * @return [B, T, C]; empty where the input is tokens
   */
  public float[] inputs() {
    return inputs;
  }

  /**
   * The right symbol at each step.
   *
   * @return [B, T]; empty with another head than {@link Head#SYMBOLS}
   */
  public int[] symbols() {
    return symbols;
  }

  /**
   * The right values at each step.
   *
   * @return [B, T, K]; empty with another head than {@link Head#VALUES}
   */
  public float[] values() {
    return values;
  }

  /**
   * The class of each sequence, 0 or 1.
   *
   * @return [B]; empty with another head than {@link Head#REVIEW_CLASS}
   */
  public float[] classes() {
    return classes;
  }

  /**
   * Mask of the real steps.
   *
   * @return [B, T] of ones and zeros
   */
  public float[] mask() {
    float[] mask = new float[size() * steps()];
    for (int b = 0; b < size(); b++) {
      Arrays.fill(mask, b * steps(), b * steps() + lengths[b], 1);
    }
    return mask;
  }
}
