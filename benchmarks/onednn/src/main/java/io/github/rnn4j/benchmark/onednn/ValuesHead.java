package io.github.rnn4j.benchmark.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** A linear layer at each step with mean squared error. */
final class ValuesHead {
  private final Parameter weights;
  private final Parameter bias;
  private final float[] targets; // [T B, K]
  private final float[] errors;
  private final int outputs;
  private final FloatBuffer predicted;
  private final FloatBuffer errorMemory;
  private final CpuEngine.Call forward;
  private final List<CpuEngine.Call> backward;
  private final int batch;

  /**
   * Creates the head.
   *
   * @param below the layer below
   * @param targets [T B, K]
   * @param batch B
   */
  ValuesHead(CpuEngine engine, RecurrentLayer below, int hidden, float[] targets, int batch) {
    long rows = CpuEngine.floats(below.output()).capacity() / hidden; // T B
    outputs = (int) (targets.length / rows);
    this.targets = targets;
    this.batch = batch;
    errors = new float[targets.length];
    weights = new Parameter(engine, format_tag.ab, hidden, outputs);
    bias = new Parameter(engine, format_tag.ab, 1, outputs);
    memory y = engine.allocate(format_tag.ab, rows, outputs);
    memory dy = engine.allocate(format_tag.ab, rows, outputs);
    predicted = CpuEngine.floats(y);
    errorMemory = CpuEngine.floats(dy);
    memory h = engine.view(below.output(), format_tag.ab, rows, hidden);
    memory dh = engine.view(below.outputGradient(), format_tag.ab, rows, hidden);
    forward =
        engine.product(
            Map.of(
                DNNL_ARG_SRC,
                h,
                DNNL_ARG_WEIGHTS,
                weights.array(),
                DNNL_ARG_BIAS,
                bias.array(),
                DNNL_ARG_DST,
                y));
    memory transposed = engine.view(weights.array(), format_tag.ba, outputs, hidden);
    memory columns = engine.view(below.output(), format_tag.ba, hidden, rows);
    backward =
        List.of(
            engine.product(
                Map.of(DNNL_ARG_SRC, dy, DNNL_ARG_WEIGHTS, transposed, DNNL_ARG_DST, dh)),
            engine.product(
                Map.of(
                    DNNL_ARG_SRC, columns,
                    DNNL_ARG_WEIGHTS, dy,
                    DNNL_ARG_DST, weights.gradient())));
  }

  Parameter weights() {
    return weights;
  }

  List<Parameter> parameters() {
    return List.of(weights, bias);
  }

  /**
   * Runs forward and backward.
   *
   * @return the loss, a mean over sequences, steps and outputs
   */
  double loss() {
    forward.run();
    predicted.get(0, errors);
    float[] biasGradient = new float[outputs];
    float scale = 2f / (batch * outputs);
    double sum = 0;
    for (int i = 0; i < errors.length; i++) {
      float error = errors[i] - targets[i];
      sum += error * error;
      errors[i] = scale * error;
      biasGradient[i % outputs] += errors[i];
    }
    errorMemory.put(0, errors);
    CpuEngine.floats(bias.gradient()).put(biasGradient);
    backward.forEach(CpuEngine.Call::run);
    return sum / errors.length;
  }
}
