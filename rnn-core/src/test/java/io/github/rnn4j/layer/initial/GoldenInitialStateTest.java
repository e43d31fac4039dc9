package io.github.rnn4j.layer.initial;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.layer.Golden;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * {@link InitialStateVertex} against PyTorch on sequences of different lengths that start from
 * non-zero states: outputs, last states, and the gradients of input, parameters and initial states.
 */
class GoldenInitialStateTest {
  private static final double TOLERANCE = 1e-8;
  private static final String LAYER = "recurrent";

  private Golden golden;
  private int directions;

  /** What a layer computed. */
  private record Passes(INDArray output, List<INDArray> parameters, List<INDArray> inputs) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-unidirectional",
        "rnn-bidirectional",
        "lstm-unidirectional",
        "lstm-bidirectional",
        "gru-unidirectional",
        "gru-bidirectional"
      })
  void equalsPyTorch(String file) {
    golden = new Golden(file + "-1layer");
    directions = golden.bool("bidirectional") ? 2 : 1;

    // PyTorch's loss uses both the outputs and the last states; a layer of ours returns one of them
    INDArray ofOutputs = golden.array("d_output").permute(0, 2, 1).dup();
    Passes everyStep = passes(SequenceResult.EVERY_STEP, ofOutputs);
    Passes last = passes(SequenceResult.LAST_STATE_AND_CELL, states("d_h_n", "d_c_n"));

    assertClose(everyStep.output(), golden.array("output").permute(0, 2, 1));
    assertClose(last.output(), states("h_n", "c_n"));
    List<INDArray> expected = parameters("grad_parameters");
    for (int i = 0; i < expected.size(); i++) {
      assertClose(everyStep.parameters().get(i).add(last.parameters().get(i)), expected.get(i));
    }
    INDArray ofInput = everyStep.inputs().get(0).add(last.inputs().get(0));
    assertClose(ofInput, golden.array("grad_x").permute(0, 2, 1));
    INDArray ofState = everyStep.inputs().get(1).add(last.inputs().get(1));
    assertClose(ofState, states("grad_h_0", "grad_c_0"));
  }

  private Passes passes(SequenceResult result, INDArray epsilon) {
    ComputationGraph graph = graph(result);
    List<INDArray> parameters = parameters("parameters");
    int next = 0;
    for (INDArray parameter : graph.getLayer(LAYER).paramTable().values()) {
      parameter.assign(parameters.get(next++).reshape(parameter.shape()));
    }
    graph.initGradientsView();
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    GraphVertex vertex = graph.getVertex(LAYER);
    vertex.setInput(0, golden.array("x").permute(0, 2, 1).dup(), workspaces);
    vertex.setInput(1, states("h_0", "c_0"), workspaces);
    graph.setLayerMaskArrays(new INDArray[] {golden.mask(), null}, null);
    INDArray output = vertex.doForward(true, workspaces);
    vertex.setEpsilon(epsilon);
    Pair<Gradient, INDArray[]> backward = vertex.doBackward(false, workspaces);
    List<INDArray> gradients = new ArrayList<>(backward.getFirst().gradientForVariable().values());
    return new Passes(output, gradients, List.of(backward.getSecond()));
  }

  private ComputationGraph graph(SequenceResult result) {
    PackedRecurrentLayer.Builder<?> builder =
        switch (golden.cell()) {
          case ELMAN -> new PackedElman.Builder();
          case LSTM -> new PackedLstm.Builder();
          case GRU -> new PackedGru.Builder();
        };
    PackedRecurrentLayer layer =
        builder
            .nIn(golden.array("x").size(2))
            .nOut(golden.integer("hidden_size"))
            .direction(directions == 2 ? Direction.BIDIRECTIONAL : Direction.FORWARD)
            .result(result)
            .build();
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("x", "state");
    InitialStateVertex.addLayer(graph, LAYER, layer, "x", "state").setOutputs(LAYER);
    ComputationGraph initialized = new ComputationGraph(graph.build());
    initialized.init();
    return initialized;
  }

  /** The states of all directions side by side, {@code [B, S]}. */
  private INDArray states(String hidden, String memory) {
    List<INDArray> parts = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      parts.add(golden.row(hidden, direction));
      if (golden.cell() == CellType.LSTM) {
        parts.add(golden.row(memory, direction));
      }
    }
    return Nd4j.hstack(parts);
  }

  private List<INDArray> parameters(String key) {
    List<INDArray> all = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      all.addAll(golden.parameters(key, 0, direction));
    }
    return all;
  }

  private static void assertClose(INDArray actual, INDArray expected) {
    double scale = Math.max(1, expected.amaxNumber().doubleValue());
    assertThat(distance(actual.reshape(expected.shape()), expected)).isLessThan(TOLERANCE * scale);
  }
}
