package io.github.rnn4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.summary.LayerTable.Row;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class LayerTableTest {

  private static NeuralNetConfiguration.ListBuilder layers(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list;
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static Layer output(int in) {
    return new OutputLayer.Builder(LossFunction.XENT)
        .name("output")
        .nIn(in)
        .nOut(1)
        .activation(Activation.SIGMOID)
        .build();
  }

  private static RnnOutputLayer perStep(int in) {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT).name("output").nIn(in).nOut(7).build();
  }

  @Test
  void layerWithAnInitialStateHasTwoInputs() {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("source", "target")
            .addLayer(
                "encoder",
                new PackedGru.Builder().nIn(3).nOut(8).result(SequenceResult.LAST_STATE).build(),
                "source");
    PackedGru decoder = new PackedGru.Builder().nIn(5).nOut(8).build();
    InitialStateVertex.addLayer(builder, "decoder", decoder, "target", "encoder");
    ComputationGraph graph =
        new ComputationGraph(
            builder.addLayer("output", perStep(8), "decoder").setOutputs("output").build());
    graph.init();

    assertThat(LayerTable.of(graph).rows().get(1).in()).isEqualTo("[B, 5, T], [B, 8]");
  }

  @Test
  void packedLayersHaveADirectionAndBothShapes() {
    MultiLayerNetwork network =
        network(
            layers(
                    new TokenEmbedding.Builder().name("embedding").nIn(100).nOut(20).build(),
                    new PackedGru.Builder()
                        .name("below")
                        .nIn(20)
                        .nOut(8)
                        .direction(Direction.BACKWARD)
                        .build(),
                    new PackedLstm.Builder()
                        .name("top")
                        .nIn(8)
                        .nOut(8)
                        .direction(Direction.BIDIRECTIONAL)
                        .result(SequenceResult.LAST_STATE)
                        .build(),
                    output(16))
                .build());

    LayerTable table = LayerTable.of(network);

    assertThat(table.rows())
        .containsExactly(
            new Row("embedding", "TokenEmbedding", "", "[B, 1, T]", "[B, 20, T]", 100 * 20),
            new Row(
                "below",
                "PackedGru",
                "backward",
                "[B, 20, T]",
                "[B, 8, T]",
                network.getLayer(1).numParams()),
            new Row(
                "top",
                "PackedLstm",
                "bidirectional, concat",
                "[B, 8, T]",
                "[B, 16]",
                2 * 4 * 8 * (8 + 8 + 1)), // 2 directions, 4 gates
            new Row("output", "OutputLayer", "", "[B, 16]", "[B, 1]", 16 + 1));
    assertThat(table.parameters()).isEqualTo(network.numParams());
  }

  @Test
  void wrappersNameTheLayerInside() {
    MultiLayerNetwork network =
        network(
            layers(
                    new FrozenLayer(
                        new Bidirectional(
                            Bidirectional.Mode.ADD, new LSTM.Builder().nIn(3).nOut(4).build())),
                    new LastTimeStep(new SimpleRnn.Builder().name("last").nIn(4).nOut(5).build()),
                    output(5))
                .build());

    LayerTable table = LayerTable.of(network);

    assertThat(table.rows().subList(0, 2))
        .containsExactly(
            new Row(
                "layer0",
                "FrozenLayer(Bidirectional(LSTM))",
                "bidirectional, add",
                "[B, 3, T]",
                "[B, 4, T]",
                2 * 4 * 4 * (3 + 4 + 1)),
            new Row(
                "last",
                "LastTimeStep(SimpleRnn)",
                "forward",
                "[B, 4, T]",
                "[B, 5]",
                5 * (4 + 5 + 1)));
    assertThat(table.parameters()).isEqualTo(network.numParams());
  }

  @Test
  void axesAndLengthFollowTheInputType() {
    MultiLayerNetwork network =
        network(
            layers(
                    new LSTM.Builder().name("lstm").nOut(4).build(),
                    new SequenceOutput.Builder(LossFunction.MSE)
                        .name("output")
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(3, RNNFormat.NWC))
                .build());

    assertThat(LayerTable.of(network).rows())
        .extracting(Row::in, Row::out)
        .containsExactly(tuple("[B, T, 3]", "[B, T, 4]"), tuple("[B, T, 4]", "[B, T, 2]"));
    assertThat(LayerTable.of(network, InputType.recurrent(3, 25, RNNFormat.NWC)).rows())
        .extracting(Row::out)
        .containsExactly("[B, 25, 4]", "[B, 25, 2]");
  }

  @Test
  void aDenseLayerBetweenRecurrentLayersGetsEachStepAsAnExample() {
    MultiLayerNetwork network =
        network(
            layers(
                    new LSTM.Builder().nOut(4).build(),
                    new DenseLayer.Builder().nOut(5).build(),
                    perStep(5))
                .setInputType(InputType.recurrent(3))
                .build());

    assertThat(LayerTable.of(network).rows())
        .extracting(Row::in, Row::out)
        .containsExactly(
            tuple("[B, 3, T]", "[B, 4, T]"),
            tuple("[B T, 4]", "[B T, 5]"),
            tuple("[B, 5, T]", "[B, 7, T]"));
  }

  @Test
  void anImageNeedsItsInputType() {
    MultiLayerNetwork network =
        network(
            layers(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).build(),
                    new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                    new DenseLayer.Builder().name("dense").nOut(6).build(),
                    output(6))
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());

    assertThat(LayerTable.of(network, InputType.convolutional(8, 8, 1)).rows())
        .extracting(Row::out)
        .containsExactly("[B, 4, 6, 6]", "[B, 4, 3, 3]", "[B, 6]", "[B, 1]");
    assertThat(LayerTable.of(network).rows())
        .extracting(Row::out)
        .containsExactly("?", "?", "[B, 6]", "[B, 1]");
  }

  private static ComputationGraph bothWays() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("words")
                .addLayer("forth", new ElmanRnn.Builder().nIn(3).nOut(4).build(), "words")
                .addVertex("reversed", new ReverseTimeSeriesVertex("words"), "words")
                .addLayer("back", new ElmanRnn.Builder().nIn(3).nOut(4).build(), "reversed")
                .addVertex("forth-last", new LastTimeStepVertex("words"), "forth")
                .addVertex("back-last", new LastTimeStepVertex("words"), "back")
                .addVertex("both", new MergeVertex(), "forth-last", "back-last")
                .addLayer("output", output(8), "both")
                .setOutputs("output")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void inputThatIsOnlyReadReversedHasTheShapeThatTheLayerAboveExpects() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("words")
                .addVertex("reversed", new ReverseTimeSeriesVertex("words"), "words")
                .addLayer("back", new ElmanRnn.Builder().nIn(3).nOut(4).build(), "reversed")
                .addVertex("last", new LastTimeStepVertex("words"), "back")
                .addLayer("output", output(4), "last")
                .setOutputs("output")
                .build());
    graph.init();

    assertThat(LayerTable.of(graph).rows())
        .first()
        .isEqualTo(new Row("reversed", "ReverseTimeSeriesVertex", "", "[B, 3, T]", "[B, 3, T]", 0));
  }

  @Test
  void aGraphShowsItsVerticesAndWhichLayerReadsBackward() {
    ComputationGraph graph = bothWays();

    LayerTable table = LayerTable.of(graph);

    assertThat(table.rows())
        .containsExactlyInAnyOrder(
            new Row("forth", "ElmanRnn", "forward", "[B, 3, T]", "[B, 4, T]", 4 * (3 + 4 + 1)),
            new Row("reversed", "ReverseTimeSeriesVertex", "", "[B, 3, T]", "[B, 3, T]", 0),
            new Row("back", "ElmanRnn", "backward", "[B, 3, T]", "[B, 4, T]", 4 * (3 + 4 + 1)),
            new Row("forth-last", "LastTimeStepVertex", "", "[B, 4, T]", "[B, 4]", 0),
            new Row("back-last", "LastTimeStepVertex", "", "[B, 4, T]", "[B, 4]", 0),
            new Row("both", "MergeVertex", "", "[B, 4], [B, 4]", "[B, 8]", 0),
            new Row("output", "OutputLayer", "", "[B, 8]", "[B, 1]", 9));
    assertThat(table.rows()).last().extracting(Row::name).isEqualTo("output");
    assertThat(table.parameters()).isEqualTo(graph.numParams());
    assertThat(LayerTable.of(graph, InputType.recurrent(3))).isEqualTo(table);
  }

  @Test
  void linesHaveAlignedColumnsAndATotal() {
    MultiLayerNetwork network =
        network(
            layers(new LSTM.Builder().name("lstm").nIn(30).nOut(20).build(), perStep(20)).build());

    assertThat(LayerTable.of(network).lines())
        .containsExactly(
            "  layer   type            direction  shape in    shape out   parameters",
            "  lstm    LSTM            forward    [B, 30, T]  [B, 20, T]       4,080",
            "  output  RnnOutputLayer             [B, 20, T]  [B, 7, T]          147",
            "  total                                                           4,227");
  }

  @Test
  void errorsSayWhatToDo() {
    MultiLayerNetwork empty = new MultiLayerNetwork(layers(perStep(3)).build());

    assertThatThrownBy(() -> LayerTable.of(empty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call init() first");
    assertThatThrownBy(
            () -> LayerTable.of(bothWays(), InputType.recurrent(3), InputType.recurrent(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "There are 2 input types: give none, or one for each of the network's 1 inputs");
  }
}
