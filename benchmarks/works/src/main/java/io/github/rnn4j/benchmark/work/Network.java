package io.github.rnn4j.benchmark.work;

/**
 * A network: embedding or plain numbers, recurrent layers, head.
 *
 * @param vocabulary rows of the embedding table; 0 for an input of numbers without embedding
 * @param inputs C, size of an embedding or number of input features
 * @param cell the recurrent cell
 * @param hidden H, units of one direction of one layer
 * @param layers number of recurrent layers
 * @param bidirectional whether each layer has two directions, side by side
 * @param head what stands behind them
 * @param outputs number of outputs of the head
 */
public record Network(
    int vocabulary,
    int inputs,
    Cell cell,
    int hidden,
    int layers,
    boolean bidirectional,
    Head head,
    int outputs) {

  /** Units of the dense layer of {@link Head#REVIEW_CLASS}. */
  public static final int DENSE = 64;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Network {
    if (vocabulary < 0 || inputs < 1 || hidden < 1 || layers < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "vocabulary %d, inputs %d, hidden %d, layers %d, outputs %d: the first must be 0 or more, the others 1 or more"
              .formatted(vocabulary, inputs, hidden, layers, outputs));
    }
  }

  /**
   * A network on tokens that tells one class from the other.
   *
   * @param vocabulary rows of the embedding table
   * @param embedding size of an embedding
   * @param hidden H
   * @param layers number of layers
   * @return a bidirectional LSTM
   */
  public static Network reviews(int vocabulary, int embedding, int hidden, int layers) {
    return new Network(
        vocabulary, embedding, Cell.LSTM, hidden, layers, true, Head.REVIEW_CLASS, 1);
  }

  /**
   * A network that predicts the next of some symbols.
   *
   * @param symbols rows of the embedding table and number of outputs
   * @param embedding size of an embedding
   * @param hidden H
   * @return one forward LSTM
   */
  public static Network symbols(int symbols, int embedding, int hidden) {
    return new Network(symbols, embedding, Cell.LSTM, hidden, 1, false, Head.SYMBOLS, symbols);
  }

  /**
   * A network from numbers to numbers.
   *
   * @param cell the cell
   * @param inputs C
   * @param hidden H
   * @param outputs outputs at each step
   * @return one forward layer
   */
  public static Network values(Cell cell, int inputs, int hidden, int outputs) {
    return new Network(0, inputs, cell, hidden, 1, false, Head.VALUES, outputs);
  }

  /**
   * Whether the input is tokens.
   *
   * @return false for numbers
   */
  public boolean readsTokens() {
    return vocabulary > 0;
  }

  /**
   * Directions of a layer.
   *
   * @return 1 or 2
   */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /**
   * Features that a layer hands upwards.
   *
   * @return H or 2 H
   */
  public int stateSize() {
    return directions() * hidden;
  }

  /**
   * Features that a layer receives.
   *
   * @param layer from 0
   * @return C for the lowest layer
   */
  public int inputsOf(int layer) {
    return layer == 0 ? inputs : stateSize();
  }

  /**
   * This network with another table.
   *
   * @param rows rows of the embedding table
   * @return the network
   */
  public Network withVocabulary(int rows) {
    return new Network(rows, inputs, cell, hidden, layers, bidirectional, head, outputs);
  }

  /**
   * Parameters, with one bias for each weighted sum (and the GRU's recurrent bias).
   *
   * @return the number; PyTorch's LSTM and RNN have a second, redundant bias
   */
  public long parameters() {
    long count = (long) vocabulary * inputs;
    int biases = cell == Cell.GRU ? 2 : 1;
    for (int layer = 0; layer < layers; layer++) {
      long rows = inputsOf(layer) + (long) hidden + biases;
      count += directions() * rows * cell.blocks() * hidden;
    }
    return count
        + (head == Head.REVIEW_CLASS
            ? (stateSize() + 1L) * DENSE + (DENSE + 1L) * outputs
            : (stateSize() + 1L) * outputs);
  }
}
