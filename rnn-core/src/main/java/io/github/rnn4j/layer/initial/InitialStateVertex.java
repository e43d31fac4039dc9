package io.github.rnn4j.layer.initial;

import io.github.rnn4j.layer.runtime.DeclaredState;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer in a {@code ComputationGraph} with two inputs: the sequence, and the state that
 * it starts from. Gradients flow back through both.
 *
 * <p>With it, one layer can continue where another one ended. In this encoder and decoder (I.
 * Sutskever, O. Vinyals, Q. V. Le, 2014, <a href="https://arxiv.org/abs/1409.3215">Sequence to
 * Sequence Learning with Neural Networks</a>), the decoder starts from the final state of the
 * encoder:
 *
 * <pre>{@code
 * GraphBuilder graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("source", "target");
 * graph.addLayer("encoder",
 *     new PackedLstm.Builder().nIn(20).nOut(64).result(SequenceResult.LAST_STATE_AND_CELL).build(),
 *     "source"); // [B, 128]: hidden state, cell state
 * InitialStateVertex.addLayer(graph, "decoder",
 *     new PackedLstm.Builder().nIn(30).nOut(64).build(), "target", "encoder"); // [B, 64, T]
 * }</pre>
 *
 * <p>The second input is an array {@code [B, S]}, where S is the sum of the layer's state sizes:
 * the hidden state and, for a {@code PackedLstm}, the cell state after it; for a bidirectional
 * layer, first the states of the forward direction. Any vertex with this number of outputs will do,
 * such as a {@code DenseLayer} that maps an image to a state.
 *
 * <p>Layers: {@code PackedElman}, {@code PackedLstm}, {@code PackedGru}, and those that extend
 * {@code SameDiffRecurrentLayer}, such as {@code ElmanRnn}. Masks: a sequence whose first step is
 * valid starts from the given state; all others from zeros. Truncated BPTT is refused, because it
 * would also cut the sequence that the state comes from.
 *
 * <p>{@code rnnTimeStep} uses the given state until it has carried one itself. In a graph it
 * ignores masks and runs the encoder, too, which cannot be bidirectional then; {@code
 * EncoderDecoder} has neither limit.
 *
 * <p>Deeplearning4j's {@code TransferLearning} does not know vertices like this one and replaces it
 * with a plain layer, which fails when the graph runs. Build the new graph with {@code addLayer}
 * and copy the parameters of each layer instead: {@code
 * graph.getLayer(name).setParams(old.getLayer(name).params())}; wrap layers that should not be
 * trained in a {@code FrozenLayer}.
 */
public final class InitialStateVertex extends LayerVertex {

  private InitialStateVertex() {}

  private InitialStateVertex(NeuralNetConfiguration layerConf, InputPreProcessor preProcessor) {
    super(layerConf, preProcessor);
  }

  /**
   * Adds a recurrent layer with an initial state to a graph, like the builder's own {@code
   * addLayer}.
   *
   * @param graph the builder
   * @param name name of the layer
   * @param layer its configuration
   * @param input name of the vertex or input with the sequence
   * @param initialState name of the vertex or input with the initial state
   * @return the builder
   * @throws IllegalArgumentException if the layer is not a recurrent layer of this library, or the
   *     two inputs are the same
   */
  public static GraphBuilder addLayer(
      GraphBuilder graph,
      String name,
      BaseRecurrentLayer layer,
      String input,
      String initialState) {
    if (!(layer instanceof DeclaredState)) {
      throw new IllegalArgumentException(
          "Layer %s has type %s, which cannot take an initial state: use PackedElman, PackedLstm, PackedGru or a SameDiffRecurrentLayer"
              .formatted(name, layer.getClass().getSimpleName()));
    }
    if (input.equals(Objects.requireNonNull(initialState, "initialState"))) {
      throw new IllegalArgumentException(
          "Layer %s has %s both as its sequence and as its initial state".formatted(name, input));
    }
    graph.addLayer(name, layer, input);
    LayerVertex added = (LayerVertex) graph.getVertices().get(name);
    graph
        .getVertices()
        .put(name, new InitialStateVertex(added.getLayerConf(), added.getPreProcessor()));
    graph.getVertexInputs().put(name, List.of(input, initialState));
    return graph;
  }

  @Override
  public InitialStateVertex clone() {
    InputPreProcessor preProcessor = getPreProcessor();
    return new InitialStateVertex(
        getLayerConf().clone(), preProcessor == null ? null : preProcessor.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InitialStateVertex && super.equals(other);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray params,
      boolean initializeParams,
      DataType dataType) {
    if (graph.getConfiguration().getBackpropType() == BackpropType.TruncatedBPTT) {
      throw new IllegalArgumentException(
          "Truncated BPTT does not work with layer %s, which takes its initial state from another layer: use BackpropType.Standard"
              .formatted(name));
    }
    org.deeplearning4j.nn.api.Layer layer =
        getLayerConf()
            .getLayer()
            .instantiate(getLayerConf(), null, index, params, initializeParams, dataType);
    return new InitialStateRuntime(graph, name, index, layer, getPreProcessor(), dataType);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return super.getOutputType(layerIndex, inputs[0]); // Deeplearning4j passes only the first
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return super.getMemoryReport(inputs[0]);
  }
}
