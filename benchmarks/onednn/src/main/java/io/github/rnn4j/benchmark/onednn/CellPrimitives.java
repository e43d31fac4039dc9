package io.github.rnn4j.benchmark.onednn;

import io.github.rnn4j.benchmark.work.Cell;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;

/**
 * The primitives of a recurrent layer for training. The GRU is oneDNN's {@code lbr_gru}, whose
 * reset gate comes after the recurrent product, as in rnn-core and PyTorch.
 *
 * @param forwardFormats the formats that the forward primitive chose
 * @param forward the forward primitive
 * @param backwardFormats the formats that the backward primitive chose
 * @param backward the backward primitive
 */
record CellPrimitives(
    rnn_primitive_desc_base forwardFormats,
    primitive forward,
    rnn_primitive_desc_base backwardFormats,
    primitive backward) {

  private static final prop_kind FORWARD = prop_kind.forward_training;
  private static final prop_kind BACKWARD = prop_kind.backward;
  private static final rnn_direction DIRECTION = rnn_direction.unidirectional_left2right;

  /**
   * The shapes of a layer. An array and its gradient have the same shape.
   *
   * @param input x, [T, B, C]
   * @param inputWeights in a format that the primitive chooses
   * @param recurrentWeights in a format that the primitive chooses
   * @param bias one row for each gate
   * @param output h, [T, B, H]
   */
  record Shapes(
      memory.desc input,
      memory.desc inputWeights,
      memory.desc recurrentWeights,
      memory.desc bias,
      memory.desc output) {}

  static CellPrimitives of(Cell cell, engine cpu, Shapes shapes) {
    return switch (cell) {
      case ELMAN -> elman(cpu, shapes);
      case GRU -> gru(cpu, shapes);
      case LSTM -> lstm(cpu, shapes);
    };
  }

  private static CellPrimitives lstm(engine cpu, Shapes shapes) {
    memory.desc x = shapes.input();
    memory.desc wx = shapes.inputWeights();
    memory.desc wh = shapes.recurrentWeights();
    memory.desc b = shapes.bias();
    memory.desc h = shapes.output();
    memory.desc none = new memory.desc();
    var forward =
        new lstm_forward.primitive_desc(
            cpu, FORWARD, DIRECTION, x, none, none, wx, wh, b, h, none, none);
    var backward =
        new lstm_backward.primitive_desc(
            cpu, BACKWARD, DIRECTION, x, none, none, wx, wh, b, h, none, none, //
            x, none, none, wx, wh, b, h, none, none, forward);
    return new CellPrimitives(
        forward, new lstm_forward(forward), backward, new lstm_backward(backward));
  }

  private static CellPrimitives gru(engine cpu, Shapes shapes) {
    memory.desc x = shapes.input();
    memory.desc wx = shapes.inputWeights();
    memory.desc wh = shapes.recurrentWeights();
    memory.desc b = shapes.bias();
    memory.desc h = shapes.output();
    memory.desc none = new memory.desc();
    var forward =
        new lbr_gru_forward.primitive_desc(cpu, FORWARD, DIRECTION, x, none, wx, wh, b, h, none);
    var backward =
        new lbr_gru_backward.primitive_desc(
            cpu, BACKWARD, DIRECTION, x, none, wx, wh, b, h, none, //
            x, none, wx, wh, b, h, none, forward);
    return new CellPrimitives(
        forward, new lbr_gru_forward(forward), backward, new lbr_gru_backward(backward));
  }

  private static CellPrimitives elman(engine cpu, Shapes shapes) {
    memory.desc x = shapes.input();
    memory.desc wx = shapes.inputWeights();
    memory.desc wh = shapes.recurrentWeights();
    memory.desc b = shapes.bias();
    memory.desc h = shapes.output();
    memory.desc none = new memory.desc();
    algorithm tanh = algorithm.eltwise_tanh;
    var forward =
        new vanilla_rnn_forward.primitive_desc(
            cpu, FORWARD, tanh, DIRECTION, x, none, wx, wh, b, h, none);
    var backward =
        new vanilla_rnn_backward.primitive_desc(
            cpu, BACKWARD, tanh, DIRECTION, x, none, wx, wh, b, h, none, //
            x, none, wx, wh, b, h, none, forward);
    return new CellPrimitives(
        forward, new vanilla_rnn_forward(forward), backward, new vanilla_rnn_backward(backward));
  }
}
