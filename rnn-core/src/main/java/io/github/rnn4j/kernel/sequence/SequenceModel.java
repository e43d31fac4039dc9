package io.github.rnn4j.kernel.sequence;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.pooling.Pooling;
import io.github.rnn4j.kernel.pooling.StepPooling;
import io.github.rnn4j.kernel.sequence.Sequences.Tokens;
import io.github.rnn4j.kernel.sequence.Sequences.Vectors;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.kernel.step.StepWeights;
import io.github.rnn4j.kernel.threads.KernelThreads;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent layers between an input and dense layers, computed for whole sequences. The constructor
 * copies and packs the weights. Immutable: any number of threads may use a model.
 *
 * <p>Many sequences are computed in groups of similar length, which the threads share and which
 * keep memory bounded. For a single group, a second thread computes the second direction, or half
 * of each large product.
 */
public final class SequenceModel {
  private final float[] vectors; // [V, E]; null without an embedding
  private final int inputs; // C
  private final int tokens; // V
  private final List<SequenceLayer> layers;
  private final Pooling pooling; // null for none
  private final DenseHead head;
  private final SequenceGroups groups;
  private final Scratch.Pool pool = new Scratch.Pool();

  /**
   * A recurrent layer.
   *
   * @param shape the cell and its sizes
   * @param directions parameters of each direction, in the order of the cell's type
   * @param backward whether the first direction reads sequences from their end; a second one always
   *     does
   * @param merge how two directions are combined
   * @param ends number of final states that the layer yields: 1 for the hidden state, 2 for hidden
   *     and cell state; 0 for the hidden state of every step. Only the last layer may yield final
   *     states
   */
  public record Layer(
      CellShape shape,
      List<List<INDArray>> directions,
      boolean backward,
      StateMerge merge,
      int ends) {}

  /**
   * Copies and packs the weights.
   *
   * @param table a vector for each token, {@code [V, E]}; null if the input is one-hot or dense
   * @param layers the recurrent layers, in order from the input
   * @param pooling how the steps of the last recurrent layer are pooled; null if they are not
   * @param head the dense layers above them
   * @param arithmetic arithmetic that computes the products
   */
  public SequenceModel(
      INDArray table,
      List<Layer> layers,
      Pooling pooling,
      List<DenseWeights.Source> head,
      FloatArithmetic arithmetic) {
    vectors = table == null ? null : StepWeights.rows(table);
    inputs = layers.get(0).shape().inputs();
    tokens = table == null ? inputs : Math.toIntExact(table.size(0));
    this.layers = layers.stream().map(layer -> new SequenceLayer(layer, arithmetic)).toList();
    this.pooling = pooling;
    this.head = new DenseHead(head, arithmetic);
    groups = SequenceGroups.of(this.layers);
  }

  /**
   * Number of different tokens.
   *
   * @return number of rows of the embedding, or number of input features
   */
  public int tokens() {
    return tokens;
  }

  /**
   * Returns whether the input can only be tokens.
   *
   * @return false if the input can also be vectors
   */
  public boolean embeds() {
    return vectors != null;
  }

  /**
   * Number of outputs of a sequence or step.
   *
   * @return at least 1
   */
  public int outputs() {
    return head.outputs();
  }

  /**
   * Returns whether there is one output for each sequence instead of one for each step.
   *
   * @return true if the last recurrent layer yields final states, or its steps are pooled
   */
  public boolean yieldsVectors() {
    return pooling != null || top().yieldsEnds();
  }

  private SequenceLayer top() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Computes the outputs of some sequences.
   *
   * @param sequences tokens or vectors, checked before
   * @return for each sequence, one row of outputs for each step, or one for the whole sequence
   */
  public float[][][] run(Sequences sequences) {
    float[][][] outputs = new float[sequences.count()][][];
    List<SequenceGroup> split = groups.split(sequences);
    if (split.size() == 1) {
      run(split.get(0), outputs, true);
    } else {
      KernelThreads.run(split.stream().map(group -> task(group, outputs)).toList());
    }
    return outputs;
  }

  private Runnable task(SequenceGroup group, float[][][] outputs) {
    return () -> run(group, outputs, false);
  }

  private void run(SequenceGroup group, float[][][] outputs, boolean helped) {
    Scratch scratch = pool.borrow();
    float[][] rows = rows(group, scratch, helped);
    pool.release(scratch); // after an error, it is left to the garbage collector
    for (int rank = 0; rank < group.count(); rank++) {
      int first = yieldsVectors() ? rank : group.firstRow(rank);
      int count = yieldsVectors() ? 1 : group.length(rank);
      outputs[group.sequence(rank)] = Arrays.copyOfRange(rows, first, first + count);
    }
  }

  private float[][] rows(SequenceGroup group, Scratch scratch, boolean helped) {
    LayerInput input = input(group, scratch);
    float[] states = null;
    for (int i = 0; i < layers.size(); i++) {
      states = layers.get(i).run(group, input, scratch, (i + 1) % 2, helped);
      input = LayerInput.of(states);
    }
    if (pooling != null) {
      states = pool(group, states, scratch);
    }
    int rows = yieldsVectors() ? group.count() : group.packing.tokens();
    return head.run(states, rows, scratch, helped);
  }

  private float[] pool(SequenceGroup group, float[] states, Scratch scratch) {
    int size = top().outputs();
    int width = pooling.parts() * size;
    float[] pooled = scratch.buffer((layers.size() + 1) % 2, (long) group.count() * width);
    new StepPooling(pooling, group.packing, size)
        .forward(new FloatRows(states, size), new FloatRows(pooled, width));
    return pooled;
  }

  private LayerInput input(SequenceGroup group, Scratch scratch) {
    if (group.all instanceof Tokens all && vectors == null) {
      return LayerInput.ofTokens(tokens(group, all.values(), scratch));
    }
    float[] x = scratch.buffer(0, (long) group.packing.tokens() * inputs);
    int to = 0;
    for (int rank = 0; rank < group.count(); rank++) {
      int sequence = group.sequence(rank);
      for (int t = 0; t < group.length(rank); t++) {
        if (group.all instanceof Vectors all) {
          System.arraycopy(all.values()[sequence][t], 0, x, to, inputs);
        } else {
          int token = ((Tokens) group.all).values()[sequence][t];
          System.arraycopy(vectors, token * inputs, x, to, inputs);
        }
        to += inputs;
      }
    }
    return LayerInput.of(x);
  }

  private static int[] tokens(SequenceGroup group, int[][] values, Scratch scratch) {
    int[] rows = scratch.tokens(group.packing.tokens());
    for (int rank = 0; rank < group.count(); rank++) {
      int[] sequence = values[group.sequence(rank)];
      System.arraycopy(sequence, 0, rows, group.firstRow(rank), sequence.length);
    }
    return rows;
  }

  /** Number of floats kept for later calls, not counting the weights. */
  long reserved() {
    return pool.reserved();
  }
}
