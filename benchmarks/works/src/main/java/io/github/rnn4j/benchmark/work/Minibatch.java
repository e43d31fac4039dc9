package io.github.rnn4j.benchmark.work;

import java.util.Arrays;

/**
 * A minibatch with the same data for every peer. Sequences are sorted by length, longest first, as
 * PyTorch requires for packing. Arrays are shared, not copied; peers read them once, before timing.
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
   * Returns the number of sequences.
   *
   * @return B
   */
  public int size() {
    return lengths.length;
  }

  /**
   * Returns the length of the longest sequence.
   *
   * @return T
   */
  public int steps() {
    return lengths[0];
  }

  /**
   * Returns the number of real steps of all sequences.
   *
   * @return N
   */
  public long realSteps() {
    return Arrays.stream(lengths).asLongStream().sum();
  }

  /**
   * Returns the length of each sequence.
   *
   * @return [B], descending
   */
  public int[] lengths() {
    return lengths;
  }

  /**
   * Returns the tokens, 0 after the end of a sequence.
   *
   * @return [B, T]; empty if the input is numbers
   */
  public int[] tokens() {
    return tokens;
  }

  /**
   * Returns the input features.
   *
   * @return [B, T, C]; empty if the input is tokens
   */
  public float[] inputs() {
    return inputs;
  }

  /**
   * Returns the target symbol at each step.
   *
   * @return [B, T]; empty unless the head is {@link Head#SYMBOLS}
   */
  public int[] symbols() {
    return symbols;
  }

  /**
   * Returns the target values at each step.
   *
   * @return [B, T, K]; empty unless the head is {@link Head#VALUES}
   */
  public float[] values() {
    return values;
  }

  /**
   * Returns the class of each sequence, 0 or 1.
   *
   * @return [B]; empty unless the head is {@link Head#REVIEW_CLASS}
   */
  public float[] classes() {
    return classes;
  }

  /**
   * Swaps the first two axes, for libraries that want the steps first.
   *
   * @param numbers {@link #inputs} or {@link #values}, [B, T, any]
   * @return [T, B, any]
   */
  public float[] stepsFirst(float[] numbers) {
    float[] swapped = new float[numbers.length];
    int width = numbers.length / (size() * steps());
    for (int b = 0; b < size(); b++) {
      for (int t = 0; t < steps(); t++) {
        int from = (b * steps() + t) * width;
        System.arraycopy(numbers, from, swapped, (t * size() + b) * width, width);
      }
    }
    return swapped;
  }

  /**
   * Returns the mask of the real steps.
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
