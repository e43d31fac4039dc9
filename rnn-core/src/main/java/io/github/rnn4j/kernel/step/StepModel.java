package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic.Panels;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent layers between an input and an output, computed one step at a time. Weights are copied
 * and packed when it is made. Unchangeable: any number of threads, each with states of its own.
 */
public final class StepModel {
  /** Most numbers, 64 MB, of a table of the first layer's weighted sums for each token. */
  static final long LARGEST_TABLE = 1L << 24;

  final List<StepWeights> cells;
  final StepMatrix outputWeights; // [H, V filled up]
  final float[] outputBias; // [V]
  final OutputActivation activation;

  private final StepInput tokenInput;
  private final boolean embeds;
  private final int tokens;

  /**
   * A recurrent layer.
   *
   * @param shape the cell and its sizes
   * @param parameters its parameters in the order of {@link CellType}
   */
  public record Cell(CellShape shape, List<INDArray> parameters) {
    /**
     * Copies the list.
     *
     * @param shape the cell and its sizes
     * @param parameters its parameters
     */
    public Cell {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * An output layer.
   *
   * @param weights {@code [H, V]}
   * @param bias {@code V} numbers
   * @param activation what it does to the weighted sums
   */
  public record Output(INDArray weights, INDArray bias, OutputActivation activation) {}

  /**
   * Copies and packs the weights.
   *
   * @param vectors a vector for each token, {@code [V, E]}; null where the input is one-hot or
   *     dense
   * @param cells the recurrent layers, from the input on
   * @param output the output layer
   * @param arithmetic what computes the steps
   */
  public StepModel(INDArray vectors, List<Cell> cells, Output output, FloatArithmetic arithmetic) {
    this.cells =
        cells.stream()
            .map(cell -> new StepWeights(cell.shape(), cell.parameters(), arithmetic))
            .toList();
    outputBias = StepWeights.floats(output.bias());
    activation = output.activation();
    outputWeights = outputWeights(output.weights(), arithmetic);
    embeds = vectors != null;
    StepWeights first = this.cells.get(0);
    tokens = embeds ? Math.toIntExact(vectors.size(0)) : first.layout.inputs();
    tokenInput = embeds ? embedding(vectors, first) : new StepInput.OneHot(first);
  }

  private StepMatrix outputWeights(INDArray weights, FloatArithmetic arithmetic) {
    int depth = Math.toIntExact(weights.size(0));
    int width = Panels.filledUp(outputs(), arithmetic.columnUnit());
    StepMatrix packed = new StepMatrix(arithmetic, depth, width);
    float[] values = StepWeights.floats(weights);
    for (int v = 0; v < outputs(); v++) {
      packed.setColumn(v, values, v * depth);
    }
    return packed;
  }

  private static StepInput embedding(INDArray vectors, StepWeights first) {
    int count = Math.toIntExact(vectors.size(0));
    float[] rows = vectors.castTo(DataType.FLOAT).dup('c').data().asFloat();
    return (long) count * first.layout.gateStride() <= LARGEST_TABLE
        ? StepInput.Table.of(rows, count, first)
        : new StepInput.Vectors(rows, first.layout.inputs());
  }

  /**
   * Number of tokens.
   *
   * @return size of the embedding, or of the input
   */
  public int tokens() {
    return tokens;
  }

  /**
   * Whether the input is tokens only.
   *
   * @return false where vectors are possible too
   */
  public boolean embeds() {
    return embeds;
  }

  /**
   * Number of outputs of a step.
   *
   * @return at least 1
   */
  public int outputs() {
    return outputBias.length;
  }

  /**
   * The state before the first step.
   *
   * @param streams number of streams, at least 1
   * @return a state of zeros
   */
  public StepState start(int streams) {
    return new StepState(this, streams);
  }

  /**
   * One step of a single stream.
   *
   * @param token from 0 to {@code tokens() - 1}
   * @param state the state, which goes on
   */
  public void step(int token, StepState state) {
    state.tokens[0] = token;
    step(state.tokens, state);
  }

  /**
   * One step of all streams.
   *
   * @param streamTokens one for each stream
   * @param state the state, which goes on
   */
  public void step(int[] streamTokens, StepState state) {
    tokenInput.write(streamTokens, state);
    state.advance();
  }

  /**
   * One step of all streams.
   *
   * @param vectors {@code [B, C]}
   * @param state the state, which goes on
   */
  public void step(float[] vectors, StepState state) {
    System.arraycopy(vectors, 0, state.input(), 0, vectors.length);
    state.multiplyInput();
    state.advance();
  }
}
