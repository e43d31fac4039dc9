package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds the networks with Deeplearning4j's own {@code LSTM} and {@code SimpleRnn}; it has no GRU.
 *
 * <p>On reviews, each backward direction is a forward layer between two {@link
 * ReverseTimeSeriesVertex}. The reason is that {@code LastTimeStep(Bidirectional(...))} would take
 * the state of the backward direction at the last word, after reading only one word, and that the
 * gradients of {@code LSTM} are wrong when errors pass through masked steps at the front.
 */
final class OwnNetworks implements NetworkBuilder {
  private static final String INPUT = "input";

  @Override
  public Optional<NeuralNetwork> build(Network shape) {
    if (shape.cell() == Cell.GRU) {
      return Optional.empty();
    }
    return Optional.of(shape.head() == Head.REVIEW_CLASS ? graph(shape) : list(shape));
  }

  private static MultiLayerNetwork list(Network shape) {
    ListBuilder list = Layers.base(new Adam(Layers.LEARNING_RATE)).list();
    if (shape.readsTokens()) {
      list.layer(embedding(shape));
    }
    list.layer(recurrent(shape, 0));
    Layers.head(shape, OwnNetworks::everyStep).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static ComputationGraph graph(Network shape) {
    GraphBuilder graph =
        Layers.base(new Adam(Layers.LEARNING_RATE))
            .graphBuilder()
            .addInputs(INPUT)
            .setOutputs("head1");
    graph.addLayer("embedding", embedding(shape), INPUT); // [B, E, T]
    String below = "embedding";
    for (int layer = 0; layer < shape.layers(); layer++) {
      below = addBothDirections(graph, shape, layer, below);
    }
    List<Layer> head = Layers.head(shape, OwnNetworks::everyStep);
    for (int i = 0; i < head.size(); i++) {
      graph.addLayer("head" + i, head.get(i), below);
      below = "head" + i;
    }
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  /** Adds both directions and concatenates them; the top layer outputs only its final states. */
  private static String addBothDirections(
      GraphBuilder graph, Network shape, int layer, String below) {
    boolean top = layer == shape.layers() - 1;
    graph.addLayer("forward" + layer, recurrent(shape, layer), below); // [B, H, T]
    graph.addVertex("reverse" + layer, new ReverseTimeSeriesVertex(INPUT), below);
    graph.addLayer("backward" + layer, recurrent(shape, layer), "reverse" + layer);
    if (top) {
      graph.addVertex("lastWord", new LastTimeStepVertex(INPUT), "forward" + layer); // [B, H]
      graph.addVertex("firstWord", new LastTimeStepVertex(INPUT), "backward" + layer); // [B, H]
      graph.addVertex("states" + layer, new MergeVertex(), "lastWord", "firstWord"); // [B, 2H]
    } else {
      graph.addVertex("turn" + layer, new ReverseTimeSeriesVertex(INPUT), "backward" + layer);
      graph.addVertex("states" + layer, new MergeVertex(), "forward" + layer, "turn" + layer);
    }
    return "states" + layer;
  }

  private static Layer recurrent(Network shape, int layer) {
    return shape.cell() == Cell.LSTM
        ? new LSTM.Builder()
            .nIn(shape.inputsOf(layer))
            .nOut(shape.hidden())
            .activation(Activation.TANH)
            .dataFormat(RNNFormat.NCW)
            .build()
        : new SimpleRnn.Builder()
            .nIn(shape.inputsOf(layer))
            .nOut(shape.hidden())
            .activation(Activation.TANH)
            .dataFormat(RNNFormat.NCW)
            .build();
  }

  @Override
  public Session generation(MultiLayerNetwork network, Assignment assignment) {
    return new Dl4jGeneration(network, assignment);
  }

  @Override
  public String toString() {
    return "own layers";
  }

  private static Layer embedding(Network shape) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(shape.vocabulary())
        .nOut(shape.inputs())
        .build();
  }

  private static Layer everyStep(Network shape, LossFunction loss, Activation activation) {
    return new RnnOutputLayer.Builder(loss)
        .nIn(shape.stateSize())
        .nOut(shape.outputs())
        .activation(activation)
        .dataFormat(RNNFormat.NCW)
        .build();
  }
}
