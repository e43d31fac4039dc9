package io.github.rnn4j.benchmark.pytorch;

import io.github.rnn4j.benchmark.work.Network;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.PackedSequence;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.T_TensorT_TensorTensor_T_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** Recurrent layers. Their classes in the C++ interface have no common supertype. */
sealed interface PytorchRecurrent {

  /** Returns the module with the parameters. */
  Module module();

  /** Returns the states of the top layer at each step: [B, T, C] to [B, T, H]. */
  Tensor everyStep(Tensor input);

  static PytorchRecurrent of(Network shape) {
    return switch (shape.cell()) {
      case LSTM -> new Lstm(lstm(shape));
      case GRU -> new Gru(gru(shape));
      case ELMAN -> new Elman(elman(shape));
    };
  }

  private static LSTMImpl lstm(Network shape) {
    LSTMOptions options = new LSTMOptions(shape.inputs(), shape.hidden());
    options.batch_first().put(true);
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.bidirectional());
    return new LSTMImpl(options);
  }

  private static GRUImpl gru(Network shape) {
    GRUOptions options = new GRUOptions(shape.inputs(), shape.hidden());
    options.batch_first().put(true);
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.bidirectional());
    return new GRUImpl(options);
  }

  private static RNNImpl elman(Network shape) {
    RNNOptions options = new RNNOptions(shape.inputs(), shape.hidden());
    options.batch_first().put(true);
    options.num_layers().put(shape.layers());
    options.bidirectional().put(shape.bidirectional());
    return new RNNImpl(options);
  }

  /** Long short-term memory. */
  record Lstm(LSTMImpl module) implements PytorchRecurrent {
    @Override
    public Tensor everyStep(Tensor input) {
      return module.forward(input).get0();
    }

    /** Returns the final hidden states of all layers and directions, [2 L, B, H]. */
    Tensor finalStates(Tensor input) {
      return module.forward(input).get1().get0();
    }

    Tensor finalStates(PackedSequence input) {
      return module.forward_with_packed_input(input).get1().get0();
    }

    /** Runs one step; returns the output and the states. */
    T_TensorT_TensorTensor_T_T step(Tensor input, T_TensorTensor_T states) {
      return states == null ? module.forward(input) : module.forward(input, states);
    }
  }

  /** Gated recurrent unit. */
  record Gru(GRUImpl module) implements PytorchRecurrent {
    @Override
    public Tensor everyStep(Tensor input) {
      return module.forward(input).get0();
    }
  }

  /** Simple recurrent cell. */
  record Elman(RNNImpl module) implements PytorchRecurrent {
    @Override
    public Tensor everyStep(Tensor input) {
      return module.forward(input).get0();
    }
  }
}
