package io.github.rnn4j.stateful;

import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.runtime.DeclaredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained encoder and decoder: it reads a whole sequence, then writes another one token by token.
 *
 * <pre>{@code
 * EncoderDecoder model = EncoderDecoder.of(graph, "target"); // the decoder's input
 * StepwiseNetwork.State state = model.encode(source, mask);
 * int[] answer = TokenSearch.greedy(model.decoder(), state, new TokenSearch.Limits(begin, end, 20));
 * }</pre>
 *
 * <p>In training, both the source sequence and the target sequence, shifted by one step, are inputs
 * of the graph (teacher forcing); {@link InitialStateVertex} shows how to build it. Afterwards,
 * there is no target: each token that the decoder writes is its next input.
 *
 * <p>The graph must have two inputs, source and target. The decoder must be a chain of layers from
 * the target to the only output, of the types that {@link StepwiseNetwork} supports. Its recurrent
 * layers may take their initial states from any vertices that do not depend on the target; the
 * others start from zeros. The encoder can be anything.
 *
 * <p>The decoder's weights are copied; later training does not change it. Call {@link #encode} from
 * one thread at a time, because the graph runs the encoder.
 */
public final class EncoderDecoder {
  private final ComputationGraph graph;
  private final String target;
  private final StepwiseNetwork decoder;
  private final List<Start> starts;
  private final long[] unusedStep; // shape of a step of the target, without the batch

  /**
   * Where a recurrent layer of the decoder gets its initial state.
   *
   * @param size number of state numbers of a sequence
   * @param vertex the vertex or input with the state; null for zeros
   */
  private record Start(int size, String vertex) {}

  private EncoderDecoder(ComputationGraph graph, String target) {
    this.graph = graph;
    this.target = target;
    List<LayerChain.Link> chain = LayerChain.from(graph, target);
    decoder = new StepwiseNetwork(StepwiseLayers.model(chain));
    starts = starts(graph.getConfiguration(), chain);
    unusedStep = unusedStep(chain.get(0).conf(), decoder.tokens());
  }

  /**
   * Takes a graph apart.
   *
   * @param graph an initialized graph with two inputs and one output
   * @param target name of the decoder's input
   * @return the encoder and the decoder as they are now
   * @throws IllegalArgumentException if the graph does not have these inputs and outputs, or the
   *     decoder is not a chain of supported layers; the message names the layer and the reason
   * @throws IllegalStateException if the graph has no parameters yet
   */
  public static EncoderDecoder of(ComputationGraph graph, String target) {
    ComputationGraphConfiguration conf = graph.getConfiguration();
    List<String> inputs = conf.getNetworkInputs();
    if (inputs.size() != 2 || !inputs.contains(target) || conf.getNetworkOutputs().size() != 1) {
      throw new IllegalArgumentException(
          "The graph has inputs %s and outputs %s: EncoderDecoder needs two inputs, of which one is %s, and one output"
              .formatted(inputs, conf.getNetworkOutputs(), target));
    }
    return new EncoderDecoder(graph, target);
  }

  private static List<Start> starts(
      ComputationGraphConfiguration conf, List<LayerChain.Link> chain) {
    List<Start> starts = new ArrayList<>();
    for (LayerChain.Link link : chain) {
      if (link.conf() instanceof BaseRecurrentLayer layer) {
        boolean given = conf.getVertices().get(link.name()) instanceof InitialStateVertex;
        String vertex = given ? conf.getVertexInputs().get(link.name()).get(1) : null;
        starts.add(new Start(stateSize(layer), vertex));
      }
    }
    return starts;
  }

  private static int stateSize(BaseRecurrentLayer layer) {
    if (layer instanceof DeclaredState declared) {
      return Math.toIntExact(declared.stateSize());
    }
    return Math.toIntExact(layer instanceof LSTM ? 2 * layer.getNOut() : layer.getNOut());
  }

  /**
   * The decoder, one step at a time.
   *
   * @return the same network at every call
   */
  public StepwiseNetwork decoder() {
    return decoder;
  }

  /**
   * Runs the encoder.
   *
   * @param source the source sequences, in the form in which the graph takes them
   * @param mask {@code [B, T]}; null if every step is valid
   * @return the state from which the decoder writes the answers, with one stream for each sequence;
   *     {@link TokenSearch} takes one of them at a time ({@link StepwiseNetwork.State#stream})
   */
  public StepwiseNetwork.State encode(INDArray source, INDArray mask) {
    List<String> inputs = graph.getConfiguration().getNetworkInputs();
    int place = 1 - inputs.indexOf(target);
    INDArray[] arrays = new INDArray[2];
    arrays[place] = source;
    arrays[1 - place] = unusedTarget(source.size(0));
    INDArray[] masks = new INDArray[2];
    masks[place] = mask;
    graph.setLayerMaskArrays(mask == null ? null : masks, null);
    try {
      Map<String, INDArray> activations = graph.feedForward(arrays, false);
      activations.putIfAbsent(inputs.get(place), source);
      return decoder.start(states(activations, source.size(0)));
    } finally {
      graph.clearLayerMaskArrays();
    }
  }

  private static long[] unusedStep(Layer first, long tokens) {
    if (!(first instanceof BaseRecurrentLayer layer)) {
      return new long[] {1}; // a token number
    }
    return layer.getRnnDataFormat() == RNNFormat.NWC
        ? new long[] {1, tokens}
        : new long[] {tokens, 1};
  }

  /** One step, because the graph also runs the decoder. */
  private INDArray unusedTarget(long batch) {
    return Nd4j.zeros(DataType.FLOAT, ArrayUtil.combine(new long[] {batch}, unusedStep));
  }

  /** Returns the initial states of all streams, {@code [B, S]}. */
  private float[] states(Map<String, INDArray> activations, long batch) {
    INDArray[] parts = new INDArray[starts.size()];
    for (int i = 0; i < parts.length; i++) {
      Start start = starts.get(i);
      parts[i] =
          start.vertex() == null
              ? Nd4j.zeros(DataType.FLOAT, batch, start.size())
              : activations.get(start.vertex()).castTo(DataType.FLOAT);
    }
    return Nd4j.hstack(parts).dup('c').data().asFloat();
  }
}
