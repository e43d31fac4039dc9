package io.github.rnn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Altered networks that Deeplearning4j would load, and that would fail only when they are used. */
class ModelStructureTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"NaN, 0_W", "Infinity, 0_W", "-Infinity, 1_b"})
  void weightsThatAreNotFiniteAreRefused(float value, String parameter) throws IOException {
    MultiLayerNetwork network = SavedEntries.network();
    network.getParam(parameter).putScalar(0, value);
    Path file = SavedEntries.of(network).write(folder.resolve("network.zip"));

    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            file
                + " was not opened: its parameter "
                + parameter
                + " has weights that are NaN or infinite; use a network that was saved before its training diverged, or train again with a lower learning rate.");
  }

  @Test
  void updaterStateThatIsNotFiniteIsRefused() throws IOException {
    MultiLayerNetwork network = SavedEntries.network();
    network.fit(SavedEntries.minibatch());
    network.getUpdater().getStateViewArray().putScalar(3, Float.NaN);
    Path file = SavedEntries.of(network).write(folder.resolve("network.zip"));

    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its updater state has values that are NaN or infinite");
  }

  @Test
  void folderIsNotOpened() {
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(folder.toString(), "it is not a regular file");
  }

  @Test
  void weightsOfAGraphThatAreNotFiniteAreRefused() throws IOException {
    ComputationGraph graph = graph();
    graph.getParam("out_b").putScalar(0, Float.NaN);
    Path file = SavedEntries.of(graph).write(folder.resolve("graph.zip"));

    assertThatThrownBy(() -> ModelArchive.computationGraph(file))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(
            file + " was not opened: its parameter out_b has weights that are NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "/confs/0/layer/underlying, activationFn, layer 0 (LSTM)",
    "/confs/0/layer/underlying, gateActivationFn, layer 0 (LSTM)",
    "/confs/0/layer, underlying, layer 0 (LastTimeStep)",
    "/confs/0, layer, layer 0",
    "/confs/1/layer, activationFn, layer 1 (OutputLayer)",
    "/confs/1/layer, lossFn, layer 1 (OutputLayer)",
  })
  void aMissingPartOfALayerIsNamed(String at, String property, String layer) throws IOException {
    String message =
        layer + " has no \"%s\"; the network cannot be used without it".formatted(property);

    refused(SavedEntries.network(), json -> in(json, at).putNull(property), message);
    if (!property.equals("gateActivationFn")) { // Deeplearning4j has a default for it
      refused(SavedEntries.network(), json -> in(json, at).remove(property), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/vertices/lstm, layerConf, 'vertex \"lstm\" (LayerVertex)'",
    "/vertices/lstm/layerConf/layer, fwd, 'vertex \"lstm\" (Bidirectional)'",
    "/vertices/lstm/layerConf/layer, mode, 'vertex \"lstm\" (Bidirectional)'",
    "/vertices/pool/layerConf/layer, poolingType, 'vertex \"pool\" (GlobalPoolingLayer)'",
    "/vertices/out/layerConf/layer, lossFn, 'vertex \"out\" (OutputLayer)'",
  })
  void aMissingPartOfAVertexIsNamed(String at, String property, String vertex) throws IOException {
    String message =
        vertex + " has no \"%s\"; the network cannot be used without it".formatted(property);

    refused(graph(), json -> in(json, at).putNull(property), message);
    if (!property.equals("poolingType")) { // Deeplearning4j has a default for it
      refused(graph(), json -> in(json, at).remove(property), message);
    }
  }

  @Test
  void aVertexThatDependsOnItselfIsNamed() throws IOException {
    refused(
        graph(),
        json -> inputs(json, "merged").add("merged"),
        "vertex \"merged\" is part of a cycle: it depends on its own output");
  }

  @Test
  void aCycleIsNamed() throws IOException {
    refused(
        graph(),
        json -> inputs(json, "lstm").removeAll().add("merged"),
        "vertex \"lstm\" is part of a cycle: it depends on its own output");
  }

  @Test
  void anInputThatDoesNotExistIsNamed() throws IOException {
    refused(
        graph(),
        json -> inputs(json, "pool").removeAll().add("elsewhere"),
        "vertex \"pool\" has the input \"elsewhere\", which does not exist");
  }

  @Test
  void anOutputThatDoesNotExistIsNamed() throws IOException {
    refused(
        graph(),
        json -> ((ArrayNode) json.get("networkOutputs")).removeAll().add("elsewhere"),
        "the graph has the output \"elsewhere\", which does not exist");
  }

  @Test
  void aVertexWithoutInputsIsNamed() throws IOException {
    refused(
        graph(),
        json -> ((ObjectNode) json.get("vertexInputs")).remove("pool"),
        "vertex \"pool\" has no inputs");
  }

  @Test
  void aVertexWithTooManyInputsIsNamed() throws IOException {
    refused(
        graph(),
        json -> inputs(json, "pool").add("in"),
        "vertex \"pool\" (LayerVertex) has 2 inputs; it must have exactly 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recurrent.LastTimeStep",
        "recurrent.TimeDistributed",
        "util.MaskZeroLayer",
        "misc.FrozenLayerWithBackprop"
      })
  void aWrapperInsideItselfIsNamed(String wrapper) throws IOException {
    String name = wrapper.substring(wrapper.indexOf('.') + 1);
    refused(
        SavedEntries.network(),
        json -> {
          ObjectNode lstm = in(json, "/confs/0/layer/underlying");
          in(json, "/confs/0/layer").set("underlying", wrapped(wrapper, wrapped(wrapper, lstm)));
        },
        "layer 0 wraps a %s in another %s".formatted(name, name));
  }

  @Test
  void bidirectionalInBidirectionalInLastTimeStepIsRefused() throws IOException {
    MultiLayerNetwork network = network(new LastTimeStep(new Bidirectional(lstm())), 8);

    refused(
        network,
        json -> {
          ObjectNode outer = in(json, "/confs/0/layer/underlying");
          ObjectNode inner = outer.deepCopy();
          outer.set("fwd", inner);
          outer.set("bwd", inner.deepCopy());
        },
        "layer 0 wraps a Bidirectional in another Bidirectional");
  }

  @Test
  void aWrapperAroundALayerThatItCannotWrapIsNamed() throws IOException {
    refused(
        SavedEntries.network(),
        json -> in(json, "/confs/0/layer").set("underlying", in(json, "/confs/1/layer")),
        "layer 0 wraps OutputLayer in LastTimeStep, which can wrap only recurrent layers");
    refused(
        SavedEntries.network(),
        json ->
            in(json, "/confs/0/layer")
                .set(
                    "underlying",
                    wrapped("recurrent.TimeDistributed", in(json, "/confs/0/layer/underlying"))),
        "layer 0 wraps LSTM in TimeDistributed, which cannot wrap recurrent layers");
  }

  @Test
  void wrappersThatFitAreLoaded() throws IOException {
    loads(network(new LastTimeStep(new Bidirectional(lstm())), 8));
    loads(network(new LastTimeStep(new MaskZeroLayer(lstm(), 0)), 4));
    loads(network(new LastTimeStep(new FrozenLayer(lstm())), 4));
    loads(network(new FrozenLayer(new LastTimeStep(new Bidirectional(lstm()))), 8));
    loads(
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new TimeDistributed(new DenseLayer.Builder().nIn(3).nOut(4).build()))
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE).nIn(4).nOut(2).build())
                .build()));
  }

  private void loads(MultiLayerNetwork network) throws IOException {
    network.init();
    Path file = SavedEntries.of(network).write(folder.resolve("network.zip"));

    assertThat(ModelArchive.multiLayerNetwork(file).output(Nd4j.ones(2, 3, 5)))
        .isEqualTo(network.output(Nd4j.ones(2, 3, 5)));
  }

  private void refused(MultiLayerNetwork network, Consumer<ObjectNode> change, String why)
      throws IOException {
    Path file = altered(SavedEntries.of(network), change);
    assertThatThrownBy(() -> ModelArchive.multiLayerNetwork(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(file + " was not opened: " + why + ".");
  }

  private void refused(ComputationGraph graph, Consumer<ObjectNode> change, String why)
      throws IOException {
    Path file = altered(SavedEntries.of(graph), change);
    assertThatThrownBy(() -> ModelArchive.computationGraph(file))
        .isInstanceOf(ModelException.class)
        .hasMessage(file + " was not opened: " + why + ".");
  }

  private Path altered(SavedEntries saved, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(saved.configuration());
    change.accept(json);
    return saved.withConfiguration(json.toString()).write(folder.resolve("altered.zip"));
  }

  private static ObjectNode in(ObjectNode json, String at) {
    return (ObjectNode) json.at(at);
  }

  private static ArrayNode inputs(ObjectNode json, String vertex) {
    return (ArrayNode) json.get("vertexInputs").get(vertex);
  }

  private static ObjectNode wrapped(String wrapper, ObjectNode layer) {
    ObjectNode node = JSON.createObjectNode();
    node.put("@class", "org.deeplearning4j.nn.conf.layers." + wrapper);
    node.set("underlying", layer);
    return node;
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nIn(3).nOut(4).build();
  }

  private static MultiLayerNetwork network(Layer first, int outputs) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(first)
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(outputs).nOut(2).build())
                .build());
    network.init();
    return network;
  }

  /** in → lstm → merged (with in) → pool → out. */
  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new Bidirectional(new LSTM.Builder().nOut(4).build()), "in")
                .addVertex("merged", new MergeVertex(), "lstm", "in")
                .addLayer("pool", new GlobalPoolingLayer(), "merged")
                .addLayer("out", new OutputLayer.Builder(LossFunction.MSE).nOut(2).build(), "pool")
                .setOutputs("out")
                .setInputTypes(InputType.recurrent(3))
                .build());
    graph.init();
    return graph;
  }
}
