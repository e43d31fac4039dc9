package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import io.github.rnn4j.layer.Golden;
import io.github.rnn4j.layer.LayerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * {@link ElmanRnn} against PyTorch's {@code torch.nn.RNN} on a packed batch of sequences of
 * different lengths, with a non-zero initial state: outputs, last states and every gradient.
 */
class GoldenRnnTest {
  private static final double TOLERANCE = 1e-8;

  private Golden golden;
  private int directions;
  private int units;
  private int[] lengths;
  private INDArray mask;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn-unidirectional-1layer",
        "rnn-unidirectional-2layer",
        "rnn-bidirectional-1layer",
        "rnn-bidirectional-2layer"
      })
  void equalsPyTorch(String file) {
    read(file);
    int layers = golden.integer("num_layers");
    INDArray x = golden.array("x").permute(0, 2, 1).dup(); // [B, C, T]

    List<LayerFixture> cells = new ArrayList<>();
    List<INDArray> inputs = new ArrayList<>(List.of(x));
    for (int layer = 0; layer < layers; layer++) {
      inputs.add(forward(layer, inputs.get(layer), cells));
    }
    assertClose(inputs.get(layers), golden.array("output").permute(0, 2, 1), "output");

    INDArray epsilon = golden.array("d_output").permute(0, 2, 1).dup();
    for (int layer = layers - 1; layer >= 0; layer--) {
      epsilon = backward(layer, epsilon, cells, inputs.get(layer));
    }
    assertClose(epsilon, golden.array("grad_x").permute(0, 2, 1), "grad_x");
  }

  private void read(String file) {
    golden = new Golden(file);
    directions = golden.bool("bidirectional") ? 2 : 1;
    units = golden.integer("hidden_size");
    lengths = golden.array("lengths").toIntVector();
    mask = golden.mask();
  }

  private INDArray forward(int layer, INDArray input, List<LayerFixture> cells) {
    List<INDArray> outputs = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      LayerFixture cell = cell(layer, d, (int) input.size(1));
      cells.add(cell);
      INDArray output = cell.forwardFrom(start(layer, d), inDirection(input, d), mask).dup();
      assertClose(lastValid(output), golden.row("h_n", layer * directions + d), "h_n");
      outputs.add(inDirection(output, d));
    }
    return Nd4j.concat(1, outputs.toArray(INDArray[]::new));
  }

  private INDArray backward(int layer, INDArray epsilon, List<LayerFixture> cells, INDArray input) {
    INDArray below = Nd4j.zerosLike(input);
    for (int d = 0; d < directions; d++) {
      int index = layer * directions + d;
      INDArray part = epsilon.get(all(), interval(d * units, (d + 1) * units), all());
      INDArray own = inDirection(part, d);
      INDArray last = golden.row("d_h_n", index);
      for (int b = 0; b < lengths.length; b++) {
        own.get(point(b), all(), point(lengths[b] - 1)).addi(last.getRow(b));
      }
      LayerFixture.Pass pass = cells.get(index).backward(null, own);
      checkParameters(pass.gradients(), suffix(layer, d));
      INDArray start =
          ((UnrolledRuntime) cells.get(index).layer).startGradient().get(ElmanRnn.STATE);
      assertClose(start, golden.row("grad_h_0", index), "grad_h_0");
      below.addi(inDirection(pass.inputGradient(), d));
    }
    return below;
  }

  private LayerFixture cell(int layer, int direction, int features) {
    LayerFixture cell =
        new LayerFixture(new ElmanRnn.Builder().nIn(features).nOut(units).build(), DataType.DOUBLE);
    String suffix = suffix(layer, direction);
    JsonNode parameters = golden.node("parameters");
    cell.layer.setParam("W", Golden.array(parameters.get("weight_ih" + suffix)).transpose());
    cell.layer.setParam("RW", Golden.array(parameters.get("weight_hh" + suffix)).transpose());
    INDArray bias = Golden.array(parameters.get("bias_ih" + suffix));
    cell.layer.setParam("b", bias.add(Golden.array(parameters.get("bias_hh" + suffix))));
    return cell;
  }

  private void checkParameters(Map<String, INDArray> gradients, String suffix) {
    JsonNode expected = golden.node("grad_parameters");
    INDArray wx = Golden.array(expected.get("weight_ih" + suffix)).transpose();
    INDArray wh = Golden.array(expected.get("weight_hh" + suffix)).transpose();
    assertClose(gradients.get("W"), wx, "weight_ih" + suffix);
    assertClose(gradients.get("RW"), wh, "weight_hh" + suffix);
    assertClose(
        gradients.get("b"), Golden.array(expected.get("bias_ih" + suffix)), "bias" + suffix);
  }

  private Map<String, INDArray> start(int layer, int direction) {
    return Map.of(ElmanRnn.STATE, golden.row("h_0", layer * directions + direction));
  }

  private static String suffix(int layer, int direction) {
    return "_l" + layer + (direction == 0 ? "" : "_reverse");
  }

  /** Each sequence turned round within its own length for the backward direction. */
  private INDArray inDirection(INDArray sequences, int direction) {
    INDArray result = sequences.dup();
    for (int b = 0; direction == 1 && b < lengths.length; b++) {
      for (int c = 0; c < sequences.size(1); c++) {
        for (int t = 0; t < lengths[b]; t++) {
          result.putScalar(b, c, t, sequences.getDouble(b, c, lengths[b] - 1 - t));
        }
      }
    }
    return result;
  }

  private INDArray lastValid(INDArray output) {
    INDArray last = Nd4j.create(DataType.DOUBLE, output.size(0), output.size(1));
    for (int b = 0; b < lengths.length; b++) {
      last.putRow(b, output.get(point(b), all(), point(lengths[b] - 1)));
    }
    return last;
  }

  private static void assertClose(INDArray actual, INDArray expected, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    assertThat(distance(actual, expected)).as(what).isLessThan(TOLERANCE);
  }
}
