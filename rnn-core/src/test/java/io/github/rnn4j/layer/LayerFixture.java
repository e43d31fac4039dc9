package io.github.rnn4j.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One recurrent layer outside any network, with its own parameter and gradient vectors. */
public final class LayerFixture {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  public final RecurrentLayer layer;
  public final DataType type;

  /** What a pass over the layer yields, the gradients being those of {@code sum(output * eps)}. */
  public record Pass(INDArray output, INDArray inputGradient, Map<String, INDArray> gradients) {}

  public LayerFixture(Layer configuration, DataType type) {
    this.type = type;
    NeuralNetConfiguration conf =
        new NeuralNetConfiguration.Builder().dataType(type).seed(7).layer(configuration).build();
    long length = configuration.initializer().numParams(configuration);
    layer =
        (RecurrentLayer)
            configuration.instantiate(conf, List.of(), 0, Nd4j.zeros(type, 1, length), true, type);
    layer.setBackpropGradientsViewArray(Nd4j.zeros(type, length));
  }

  public LayerFixture withParams(INDArray params) {
    layer.params().assign(params.castTo(type).reshape(layer.params().shape()));
    return this;
  }

  public INDArray forward(INDArray input, INDArray mask) {
    layer.setMaskArray(mask);
    return layer.activate(input.castTo(type), true, NO_WORKSPACES);
  }

  /** Forward from the given state, as truncated BPTT does it. */
  public INDArray forwardFrom(Map<String, INDArray> state, INDArray input, INDArray mask) {
    layer.setMaskArray(mask);
    layer.rnnSetTBPTTState(state);
    return layer.rnnActivateUsingStoredState(input.castTo(type), true, false, NO_WORKSPACES);
  }

  public INDArray timeStep(INDArray input) {
    return timeStep(input, null);
  }

  public INDArray timeStep(INDArray input, INDArray mask) {
    layer.setMaskArray(mask);
    return layer.rnnTimeStep(input.castTo(type), NO_WORKSPACES);
  }

  public Pass pass(INDArray input, INDArray mask, INDArray epsilon) {
    INDArray output = forward(input, mask).dup();
    return backward(output, epsilon);
  }

  public Pass passFrom(
      Map<String, INDArray> state, INDArray input, INDArray mask, INDArray epsilon) {
    INDArray output = forwardFrom(state, input, mask).dup();
    return backward(output, epsilon);
  }

  public Pass backward(INDArray output, INDArray epsilon) {
    Pair<Gradient, INDArray> back =
        layer.backpropGradient(epsilon.castTo(type).dup(), NO_WORKSPACES);
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    back.getFirst().gradientForVariable().forEach((key, value) -> gradients.put(key, value.dup()));
    return new Pass(output, back.getSecond().dup(), gradients);
  }

  /** Truncated backward pass over the last steps; returns the input's gradient. */
  public INDArray tbptt(INDArray epsilon, int backwardLength) {
    return layer
        .tbpttBackpropGradient(epsilon.castTo(type), backwardLength, NO_WORKSPACES)
        .getSecond();
  }

  public static INDArray random(long seed, long... shape) {
    Nd4j.getRandom().setSeed(seed);
    return Nd4j.randn(DataType.DOUBLE, shape);
  }

  /** Largest absolute difference of two arrays of the same shape. */
  public static double distance(INDArray a, INDArray b) {
    return a.castTo(DataType.DOUBLE)
        .reshape(b.shape())
        .sub(b.castTo(DataType.DOUBLE))
        .amaxNumber()
        .doubleValue();
  }
}
