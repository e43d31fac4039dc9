package io.github.rnn4j.benchmark.work;

/**
 * The architecture of a network: an embedding or numbers as input, recurrent layers, a head.
 *
 * @param vocabulary rows of the embedding table; 0 for numbers as input without an embedding
 * @param inputs C, the embedding size or the number of input features
 * @param cell the recurrent cell
 * @param hidden H, units of one direction of one layer
 * @param layers number of recurrent layers
 * @param bidirectional whether each layer has two directions, concatenated
 * @param head the layers after the recurrent layers
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
          "vocabulary %d, inputs %d, hidden %d, layers %d, outputs %d: vocabulary must be 0 or more, the rest 1 or more"
              .formatted(vocabulary, inputs, hidden, layers, outputs));
    }
  }

  /**
   * Returns a network that classifies token sequences into two classes.
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
   * Returns a network that predicts the next symbol.
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
   * Returns a network that maps numbers to numbers.
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
   * Returns whether the input is tokens.
   *
   * @return false for numbers
   */
  public boolean readsTokens() {
    return vocabulary > 0;
  }

  /**
   * Returns the number of directions of a layer.
   *
   * @return 1 or 2
   */
  public int directions() {
    return bidirectional ? 2 : 1;
  }

  /**
   * Returns the number of features that a layer outputs.
   *
   * @return H or 2 H
   */
  public int stateSize() {
    return directions() * hidden;
  }

  /**
   * Returns the number of features that a layer receives.
   *
   * @param layer from 0
   * @return C for the lowest layer, otherwise {@link #stateSize}
   */
  public int inputsOf(int layer) {
    return layer == 0 ? inputs : stateSize();
  }

  /**
   * Returns this network with an embedding table of another size.
   *
   * @param rows rows of the embedding table
   * @return the network
   */
  public Network withVocabulary(int rows) {
    return new Network(rows, inputs, cell, hidden, layers, bidirectional, head, outputs);
  }

  /**
   * Returns the number of parameters, with one bias for each weighted sum (and the GRU's recurrent
   * bias).
   *
   * @return the number of parameters; PyTorch's LSTM and RNN have a second, redundant bias
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
