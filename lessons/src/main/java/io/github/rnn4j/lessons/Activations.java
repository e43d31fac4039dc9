package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.parameter.WeightInitOrthogonal;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitIdentity;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.knowm.xchart.XYChart;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What 50 steps do to the hidden state, with four activations and three kinds of weights. */
final class Activations {

  private static final int INPUTS = 10;
  private static final int HIDDEN = 20;
  private static final int STEPS = 50;
  private static final int[] SHOWN = {1, 2, 5, 10, 20, 30, 50};

  private static final String NUMBER = "%10.4g";

  private static final Map<String, IWeightInit> RECURRENT_WEIGHTS = new LinkedHashMap<>();

  static {
    RECURRENT_WEIGHTS.put("identity", new WeightInitIdentity());
    RECURRENT_WEIGHTS.put("orthogonal", new WeightInitOrthogonal());
    RECURRENT_WEIGHTS.put("normal", new WeightInitRelu()); // N(0, sqrt(2/n)), n hidden units
  }

  private Activations() {}

  static void run(Notebook page) throws IOException {
    // First, the activation. Random numbers enter at every step, and the recurrent weights are
    // drawn from a normal distribution.
    Nd4j.getRandom().setSeed(1);
    INDArray noise = Nd4j.randn(DataType.DOUBLE, 1, INPUTS, STEPS); // [B, C, T]
    page.heading("Smallest and largest number in the hidden state, random input at every step");
    print(page, "activation", "steps", "%10.0f", steps());
    XYChart chart = Charts.chart("Random input at every step", "steps", "largest number of h");
    chart.getStyler().setYAxisLogarithmic(true);
    for (Activation activation :
        List.of(Activation.TANH, Activation.RELU, Activation.SIGMOID, Activation.IDENTITY)) {
      INDArray h = states(activation, RECURRENT_WEIGHTS.get("normal"), noise); // [B, H, T]
      double[] smallest = eachStep(h, state -> state.minNumber().doubleValue());
      double[] largest = eachStep(h, state -> state.maxNumber().doubleValue());
      print(page, name(activation), "smallest", NUMBER, smallest);
      print(page, "", "largest", NUMBER, largest);
      Charts.line(chart, name(activation), steps(), largest);
    }
    page.picture("activations-size", chart);

    // Second, the weights. Now there is no input after the first step: what is left of it in the
    // state is due to the recurrent weights and the activation alone.
    INDArray pulse = Nd4j.zeros(DataType.DOUBLE, 1, INPUTS, STEPS); // [B, C, T]
    pulse.putScalar(0, 0, 0, 1);
    page.heading("Norm of the hidden state, no input after the first step");
    print(page, "activation", "weights", "%10.0f", steps());
    chart = Charts.chart("tanh, no input after the first step", "steps", "norm of h");
    for (Activation activation : List.of(Activation.IDENTITY, Activation.RELU, Activation.TANH)) {
      for (Map.Entry<String, IWeightInit> weights : RECURRENT_WEIGHTS.entrySet()) {
        INDArray h = states(activation, weights.getValue(), pulse); // [B, H, T]
        double[] norms = eachStep(h, state -> state.norm2Number().doubleValue());
        print(page, name(activation), weights.getKey(), NUMBER, norms);
        if (activation == Activation.TANH) {
          Charts.line(chart, weights.getKey(), steps(), norms);
        }
      }
    }
    page.picture("activations-norm", chart);
  }

  /** Returns the hidden states of an untrained layer, {@code [B, H, T]}. */
  private static INDArray states(Activation activation, IWeightInit weights, INDArray x) {
    PackedElman layer =
        new PackedElman.Builder()
            .nIn(INPUTS)
            .nOut(HIDDEN)
            .activation(activation)
            .weightInit(WeightInit.RELU) // N(0, sqrt(2/n)) as well, where n is the number of inputs
            .weightInitRecurrent(weights)
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(layer)
                .build());
    network.init();
    return network.output(x);
  }

  /** Computes one number from the hidden state of each step, {@code [T]}. */
  private static double[] eachStep(INDArray h, ToDoubleFunction<INDArray> number) {
    return IntStream.range(0, STEPS)
        .mapToObj(t -> h.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)))
        .mapToDouble(number)
        .toArray();
  }

  private static double[] steps() {
    return IntStream.rangeClosed(1, STEPS).asDoubleStream().toArray();
  }

  private static void print(
      Notebook page, String name, String detail, String format, double[] values) {
    String shown =
        Arrays.stream(SHOWN)
            .mapToObj(step -> String.format(Locale.ROOT, format, values[step - 1]))
            .collect(Collectors.joining(" "));
    page.print("%-10s %-10s %s", name, detail, shown);
  }

  private static String name(Activation activation) {
    return activation.name().toLowerCase(Locale.ROOT);
  }
}
