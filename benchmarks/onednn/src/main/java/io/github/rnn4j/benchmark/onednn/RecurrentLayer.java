package io.github.rnn4j.benchmark.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;

/**
 * One recurrent layer. The weights are kept in a plain format for the optimizer, and copied at each
 * step to the formats that the primitives choose, because the primitives are fastest with these.
 */
final class RecurrentLayer {
  private final Parameter inputWeights;
  private final Parameter recurrentWeights;
  private final Parameter bias;
  private final memory output;
  private final memory outputGradient;
  private final List<memory> accumulated;
  private final List<CpuEngine.Call> forward;
  private final List<CpuEngine.Call> backward;

  /**
   * Creates the layer.
   *
   * @param input x, [T, B, C]
   */
  RecurrentLayer(CpuEngine engine, Network shape, memory input, int steps, int batch) {
    long gates = shape.cell().blocks();
    long hidden = shape.hidden();
    long biases = shape.cell() == Cell.GRU ? gates + 1 : gates;
    inputWeights = new Parameter(engine, format_tag.ldigo, 1, 1, shape.inputs(), gates, hidden);
    recurrentWeights = new Parameter(engine, format_tag.ldigo, 1, 1, hidden, gates, hidden);
    bias = new Parameter(engine, format_tag.ldgo, 1, 1, biases, hidden);
    output = engine.allocate(format_tag.tnc, steps, batch, hidden);
    outputGradient = engine.allocate(format_tag.tnc, steps, batch, hidden);
    CellPrimitives cell =
        CellPrimitives.of(
            shape.cell(),
            engine.cpu(),
            new CellPrimitives.Shapes(
                input.get_desc(),
                CpuEngine.shape(format_tag.any, 1, 1, shape.inputs(), gates, hidden),
                CpuEngine.shape(format_tag.any, 1, 1, hidden, gates, hidden),
                bias.array().get_desc(),
                output.get_desc()));

    Map<Integer, memory> state = new HashMap<>();
    state.put(DNNL_ARG_SRC_LAYER, input);
    state.put(DNNL_ARG_BIAS, bias.array());
    state.put(DNNL_ARG_DST_LAYER, output);
    state.put(DNNL_ARG_WORKSPACE, engine.allocate(cell.forwardFormats().workspace_desc()));
    forward = forward(engine, cell, state);

    memory wx = in(engine, cell.backwardFormats().diff_weights_layer_desc(), inputWeights);
    memory wh = in(engine, cell.backwardFormats().diff_weights_iter_desc(), recurrentWeights);
    accumulated = List.of(wx, wh, bias.gradient());
    state.put(DNNL_ARG_DIFF_SRC_LAYER, engine.allocate(input.get_desc()));
    state.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, wx);
    state.put(DNNL_ARG_DIFF_WEIGHTS_ITER, wh);
    state.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    state.put(DNNL_ARG_DIFF_DST_LAYER, outputGradient);
    backward = backward(engine, cell, state);
  }

  private List<CpuEngine.Call> forward(
      CpuEngine engine, CellPrimitives cell, Map<Integer, memory> state) {
    return calls(
        engine,
        cell.forward(),
        cell.forwardFormats().weights_layer_desc(),
        cell.forwardFormats().weights_iter_desc(),
        state);
  }

  private List<CpuEngine.Call> backward(
      CpuEngine engine, CellPrimitives cell, Map<Integer, memory> state) {
    List<CpuEngine.Call> calls =
        new ArrayList<>(
            calls(
                engine,
                cell.backward(),
                cell.backwardFormats().weights_layer_desc(),
                cell.backwardFormats().weights_iter_desc(),
                state));
    calls.add(engine.copy(state.get(DNNL_ARG_DIFF_WEIGHTS_LAYER), inputWeights.gradient()));
    calls.add(engine.copy(state.get(DNNL_ARG_DIFF_WEIGHTS_ITER), recurrentWeights.gradient()));
    return calls;
  }

  /** Copies the weights to the formats that a primitive chose, and runs it. */
  private List<CpuEngine.Call> calls(
      CpuEngine engine,
      primitive computation,
      memory.desc ofInput,
      memory.desc ofState,
      Map<Integer, memory> state) {
    memory wx = engine.allocate(ofInput);
    memory wh = engine.allocate(ofState);
    Map<Integer, memory> arguments = new HashMap<>(state);
    arguments.put(DNNL_ARG_WEIGHTS_LAYER, wx);
    arguments.put(DNNL_ARG_WEIGHTS_ITER, wh);
    return List.of(
        engine.copy(inputWeights.array(), wx),
        engine.copy(recurrentWeights.array(), wh),
        engine.call(computation, arguments));
  }

  /** Returns the gradient in the chosen format: the parameter's own if that is the same. */
  private static memory in(CpuEngine engine, memory.desc chosen, Parameter parameter) {
    boolean same = chosen.equals(parameter.gradient().get_desc());
    return same ? parameter.gradient() : engine.allocate(chosen);
  }

  /** Returns h after {@link #forward}, [T, B, H]. */
  memory output() {
    return output;
  }

  /** Returns the gradient of h, to be set before {@link #backward}, [T, B, H]. */
  memory outputGradient() {
    return outputGradient;
  }

  Parameter inputWeights() {
    return inputWeights;
  }

  Parameter recurrentWeights() {
    return recurrentWeights;
  }

  List<Parameter> parameters() {
    return List.of(inputWeights, recurrentWeights, bias);
  }

  void forward() {
    forward.forEach(CpuEngine.Call::run);
  }

  void backward() {
    accumulated.forEach(CpuEngine::clear); // oneDNN adds to the gradients
    backward.forEach(CpuEngine.Call::run);
  }
}
