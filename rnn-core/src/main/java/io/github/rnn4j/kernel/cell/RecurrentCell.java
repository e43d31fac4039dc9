package io.github.rnn4j.kernel.cell;

import io.github.rnn4j.kernel.arithmetic.CellArrays;
import io.github.rnn4j.kernel.arithmetic.FloatArithmetic;

/** One step of a cell behind its products, and its derivative, over all live segments. */
public interface RecurrentCell {

  void forward(CellArrays arrays, int live, int token, int before);

  void backward(CellArrays arrays, int live, int token, int before);

  static RecurrentCell of(CellShape shape, FloatArithmetic arithmetic) {
    return switch (shape.type()) {
      case ELMAN -> new ElmanCell(shape.activation(), arithmetic);
      case LSTM -> new Lstm(arithmetic);
      case GRU -> new Gru(arithmetic);
    };
  }

  /** The LSTM. */
  record Lstm(FloatArithmetic arithmetic) implements RecurrentCell {
    @Override
    public void forward(CellArrays arrays, int live, int token, int before) {
      arithmetic.lstmForward(arrays, live, token, before);
    }

    @Override
    public void backward(CellArrays arrays, int live, int token, int before) {
      arithmetic.lstmBackward(arrays, live, token, before);
    }
  }

  /** The GRU. */
  record Gru(FloatArithmetic arithmetic) implements RecurrentCell {
    @Override
    public void forward(CellArrays arrays, int live, int token, int before) {
      arithmetic.gruForward(arrays, live, token, before);
    }

    @Override
    public void backward(CellArrays arrays, int live, int token, int before) {
      arithmetic.gruBackward(arrays, live, token, before);
    }
  }
}
