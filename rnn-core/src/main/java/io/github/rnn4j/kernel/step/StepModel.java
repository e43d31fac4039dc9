package io.github.rnn4j.kernel.step;

import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent layers between an input and an output layer, computed one step at a time. The
 * constructor copies and packs the weights. Immutable: any number of threads may use a model, each
 * with its own states.
 */
public final class StepModel {
  /**
   * Largest size of the table with the first layer's weighted sums for each token, in numbers: 64
   * MB.
   */
  static final long LARGEST_TABLE = 1L << 24;

  final List<StepWeights> cells;
  final DenseWeights output;

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
   * Copies and packs the weights.
   *
   * @param vectors a vector for each token, {@code [V, E]}; null if the input is one-hot or dense
   * @param cells the recurrent layers, in order from the input
   * @param output the output layer
   * @param arithmetic arithmetic that computes the steps
   */
  public StepModel(
      INDArray vectors, List<Cell> cells, DenseWeights.Source output, FloatArithmetic arithmetic) {
    this.cells =
        cells.stream()
            .map(cell -> new StepWeights(cell.shape(), cell.parameters(), arithmetic))
            .toList();
    this.output = new DenseWeights(output, arithmetic);
    embeds = vectors != null;
    StepWeights first = this.cells.get(0);
    tokens = embeds ? Math.toIntExact(vectors.size(0)) : first.layout.inputs();
    tokenInput = embeds ? embedding(vectors, first) : new StepInput.OneHot(first);
  }

  private static StepInput embedding(INDArray vectors, StepWeights first) {
    int count = Math.toIntExact(vectors.size(0));
    float[] rows = StepWeights.rows(vectors);
    return (long) count * first.layout.gateStride() <= LARGEST_TABLE
        ? StepInput.Table.of(rows, count, first)
        : new StepInput.Vectors(rows, first.layout.inputs());
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
    return embeds;
  }

  /**
   * Number of outputs per step.
   *
   * @return at least 1
   */
  public int outputs() {
    return output.outputs();
  }

  /**
   * Creates the state before the first step.
   *
   * @param streams number of streams, at least 1
   * @return a state of zeros
   */
  public StepState start(int streams) {
    return new StepState(this, streams);
  }

  /**
   * Creates a state with given numbers.
   *
   * @param streams number of streams {@code B}, at least 1
   * @param states {@code [B, S]}, S being {@link #stateSize()}: the layers' states from the input
   *     on, hidden state before cell state
   * @return the state
   */
  public StepState start(int streams, float[] states) {
    StepState state = start(streams);
    state.set(states);
    return state;
  }

  /**
   * Number of state numbers of one stream.
   *
   * @return the sum over the layers
   */
  public int stateSize() {
    return cells.stream()
        .mapToInt(cell -> cell.layout.units() * cell.layout.shape().type().states())
        .sum();
  }

  /**
   * Computes one step of a single stream.
   *
   * @param token from 0 to {@code tokens() - 1}
   * @param state the state, which is updated
   */
  public void step(int token, StepState state) {
    state.tokens[0] = token;
    step(state.tokens, state);
  }

  /**
   * Computes one step of all streams from tokens.
   *
   * @param streamTokens one token for each stream
   * @param state the state, which is updated
   */
  public void step(int[] streamTokens, StepState state) {
    tokenInput.write(streamTokens, state);
    state.advance();
  }

  /**
   * Computes one step of all streams from vectors.
   *
   * @param vectors {@code [B, C]}
   * @param state the state, which is updated
   */
  public void step(float[] vectors, StepState state) {
    System.arraycopy(vectors, 0, state.input(), 0, vectors.length);
    state.multiplyInput();
    state.advance();
  }
}
