package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.rnn4j.kernel.DirectionBackward;
import io.github.rnn4j.kernel.DirectionForward;
import io.github.rnn4j.kernel.InputGradient;
import io.github.rnn4j.kernel.Packing;
import io.github.rnn4j.kernel.RecurrentPass;
import io.github.rnn4j.kernel.cell.CellShape;
import io.github.rnn4j.kernel.cell.CellType;
import io.github.rnn4j.kernel.cell.ElmanActivation;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The engines against PyTorch on packed batches of sequences of different lengths with non-zero
 * initial states: outputs, last states (cell states too) and every gradient.
 */
class GoldenPackedTest {
  private Golden golden;
  private DataType type;
  private double tolerance;
  private CellType cell;
  private int directions;
  private int units;
  private Packing packing;

  /** The inputs of a layer of the stack and the results of its passes. */
  private record Layer(List<DirectionForward> forward, RecurrentPass pass, INDArray input) {}

  @ParameterizedTest
  @MethodSource("files")
  void nd4jOperationsEqualPyTorch(String file) {
    check(file, DataType.DOUBLE, 1e-8);
  }

  @ParameterizedTest
  @MethodSource("files")
  void vectorsEqualPyTorch(String file) {
    checkForced("vector", file);
  }

  @ParameterizedTest
  @MethodSource("files")
  void plainLoopsEqualPyTorch(String file) {
    checkForced("plain", file);
  }

  private void checkForced(String backend, String file) {
    System.setProperty(BackendProperty.NAME, backend);
    try {
      check(file, DataType.FLOAT, 2e-6);
    } finally {
      System.clearProperty(BackendProperty.NAME);
    }
  }

  static List<String> files() {
    List<String> files = new ArrayList<>();
    for (String cell : List.of("rnn", "lstm", "gru")) {
      for (String direction : List.of("unidirectional", "bidirectional")) {
        files.add(cell + "-" + direction + "-1layer");
        files.add(cell + "-" + direction + "-2layer");
      }
    }
    return files;
  }

  private void check(String file, DataType dataType, double allowed) {
    read(file, dataType, allowed);
    int layers = golden.integer("num_layers");
    INDArray x = sequences("x");
    List<Layer> stack = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      INDArray output = empty(x.size(0), (long) directions * units, x.size(2));
      stack.add(forward(layer, x, output));
      x = output;
    }
    assertClose(x, sequences("output"), "output");

    INDArray epsilon = sequences("d_output");
    for (int layer = layers - 1; layer >= 0; layer--) {
      epsilon = backward(layer, stack.get(layer), epsilon);
    }
    assertClose(epsilon, sequences("grad_x"), "grad_x");
  }

  private void read(String file, DataType dataType, double allowed) {
    golden = new Golden(file);
    type = dataType;
    tolerance = allowed;
    cell = golden.cell();
    directions = golden.bool("bidirectional") ? 2 : 1;
    units = golden.integer("hidden_size");
    int[] lengths = golden.array("lengths").toIntVector();
    double[][] mask = new double[lengths.length][(int) golden.array("x").size(1)];
    for (int b = 0; b < lengths.length; b++) {
      Arrays.fill(mask[b], 0, lengths[b], 1);
    }
    packing = Packing.of(mask);
  }

  private Layer forward(int layer, INDArray x, INDArray output) {
    CellShape shape = new CellShape(cell, ElmanActivation.TANH, (int) x.size(1), units);
    List<DirectionForward> forward = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      INDArray part = output.get(all(), interval(d * units, (d + 1) * units), all());
      List<INDArray> start = states(layer, d, "h_0", "c_0");
      forward.add(new DirectionForward(d == 1, parameters("parameters", layer, d), start, part));
    }
    RecurrentPass pass =
        BackendChoice.recurrentEngine(shape, type).forward(packing, x, forward, true);
    for (int d = 0; d < directions; d++) {
      assertAllClose(pass.last(d), states(layer, d, "h_n", "c_n"), "last state");
    }
    return new Layer(forward, pass, x);
  }

  private INDArray backward(int layer, Layer values, INDArray epsilon) {
    List<DirectionBackward> backward = new ArrayList<>();
    for (int d = 0; d < directions; d++) {
      INDArray part = epsilon.get(all(), interval(d * units, (d + 1) * units), all());
      DirectionForward forward = values.forward().get(d);
      List<INDArray> gradients = forward.parameters().stream().map(Nd4j::zerosLike).toList();
      backward.add(new DirectionBackward(part, states(layer, d, "d_h_n", "d_c_n"), gradients));
    }
    INDArray below = Nd4j.zerosLike(values.input());
    values.pass().backward(InputGradient.ofEachStep(below), backward);
    for (int d = 0; d < directions; d++) {
      List<INDArray> expected = parameters("grad_parameters", layer, d);
      assertAllClose(backward.get(d).parameters(), expected, "gradients of layer " + layer);
      assertAllClose(
          values.pass().startGradient(d),
          states(layer, d, "grad_h_0", "grad_c_0"),
          "initial state");
    }
    return below;
  }

  private List<INDArray> states(int layer, int direction, String hidden, String memory) {
    int row = layer * directions + direction;
    INDArray h = golden.row(hidden, row).castTo(type);
    return cell == CellType.LSTM ? List.of(h, golden.row(memory, row).castTo(type)) : List.of(h);
  }

  private List<INDArray> parameters(String key, int layer, int direction) {
    return golden.parameters(key, layer, direction).stream()
        .map(a -> a.castTo(type).dup('f'))
        .toList();
  }

  private INDArray sequences(String key) {
    return golden.array(key).castTo(type).permute(0, 2, 1).dup('c'); // [B, C, T]
  }

  private INDArray empty(long... shape) {
    return Nd4j.createUninitialized(type, shape);
  }

  private void assertAllClose(List<INDArray> actual, List<INDArray> expected, String what) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertClose(actual.get(i), expected.get(i), what + " " + i);
    }
  }

  private void assertClose(INDArray actual, INDArray expected, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    double scale = Math.max(1, expected.amaxNumber().doubleValue());
    assertThat(distance(actual, expected)).as(what).isLessThan(tolerance * scale);
  }
}
