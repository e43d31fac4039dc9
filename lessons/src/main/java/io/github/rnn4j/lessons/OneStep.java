package io.github.rnn4j.lessons;

import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One step of a recurrent layer by hand, and three layers that compute the same. */
final class OneStep {

  // A layer with 5 inputs and 2 hidden units. These are the weights of PyTorch's
  // torch.nn.RNN(input_size=5, hidden_size=2) after torch.manual_seed(1), transposed.
  private static final float[][] INPUT_WEIGHTS = {
    {0.3643461f, 0.42406413f},
    {-0.31210154f, -0.14546975f},
    {-0.13708077f, 0.35973623f},
    {0.33189395f, 0.09829985f},
    {-0.6656964f, -0.08658109f}
  };
  private static final float[][] RECURRENT_WEIGHTS = {
    {0.19612378f, 0.25825530f}, {0.03488284f, -0.27556023f}
  };
  // PyTorch has two biases. Only their sum matters, and it is the one bias of the layers here.
  private static final float[] FIRST_BIAS = {-0.05155428f, -0.06365894f};
  private static final float[] SECOND_BIAS = {0.10249085f, -0.00282477f};

  private static final int STEPS = 3;

  private OneStep() {}

  static void run(Notebook page) {
    INDArray w = Nd4j.createFromArray(INPUT_WEIGHTS); // [C, H]
    INDArray rw = Nd4j.createFromArray(RECURRENT_WEIGHTS); // [H, H]
    INDArray first = Nd4j.createFromArray(FIRST_BIAS).reshape(1, 2); // [1, H]
    INDArray second = Nd4j.createFromArray(SECOND_BIAS).reshape(1, 2); // [1, H]

    // One sequence of three steps: five ones, five twos, five threes.
    INDArray sequence = Nd4j.zeros(1, 5, STEPS); // [B, C, T]
    for (int t = 0; t < STEPS; t++) {
      sequence.get(at(t)).assign(t + 1);
    }

    // A layer takes the whole sequence and returns the hidden state of every step.
    INDArray bias = first.add(second);
    INDArray elman = output(new ElmanRnn.Builder().nIn(5).nOut(2).build(), w, rw, bias, sequence);
    INDArray packed =
        output(new PackedElman.Builder().nIn(5).nOut(2).build(), w, rw, bias, sequence);
    Layer simple = new SimpleRnn.Builder().nIn(5).nOut(2).activation(Activation.TANH).build();
    INDArray dl4j = output(simple, w, rw, bias, sequence); // [B, H, T]

    page.heading("Shapes, for batch size B = 1, T = 3 steps, C = 5 inputs and H = 2 hidden units");
    page.print("input sequence     %-10s [B, C, T]", shape(sequence));
    page.print("input weights W    %-10s [C, H]", shape(w));
    page.print("recurrent weights  %-10s [H, H]", shape(rw));
    page.print("bias b             %-10s [1, H]", shape(bias));
    page.print("hidden states      %-10s [B, H, T]", shape(dl4j));

    // By hand, the sequence is read step by step. The hidden state starts as zeros. Each step
    // adds a product with the input to a product with the previous hidden state.
    INDArray h = Nd4j.zeros(1, 2); // [B, H]
    for (int t = 0; t < STEPS; t++) {
      INDArray x = sequence.get(at(t)); // [B, C]
      INDArray fromInput = x.mmul(w).add(first); // the textbook's "Hidden"
      h = Transforms.tanh(fromInput.add(h.mmul(rw)).add(second)); // the new hidden state
      page.heading("Time step " + t);
      page.print("Input            %s", Notebook.numbers(x, 0));
      page.print("Hidden           %s", Notebook.numbers(fromInput, 6));
      page.print("Output (manual)  %s", Notebook.numbers(h, 6));
      page.print("ElmanRnn         %s", Notebook.numbers(elman.get(at(t)), 6));
      page.print("PackedElman      %s", Notebook.numbers(packed.get(at(t)), 6));
      page.print("SimpleRnn        %s", Notebook.numbers(dl4j.get(at(t)), 6));
    }

    // The two products of a step can be written as one: input and state side by side, times the
    // two weight matrices on top of each other.
    INDArray x = sequence.get(at(0));
    INDArray both = Nd4j.hstack(x, h).mmul(Nd4j.vstack(w, rw)); // [1, C + H] x [C + H, H]
    page.heading("One product instead of two, for the first input and the last state");
    page.print("x W + h RW       %s", Notebook.numbers(x.mmul(w).add(h.mmul(rw)), 6));
    page.print("[x h] [W; RW]    %s", Notebook.numbers(both, 6));
  }

  /** Returns the output of a network that has only this layer, with the given weights. */
  private static INDArray output(Layer layer, INDArray w, INDArray rw, INDArray b, INDArray x) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list().layer(layer).build());
    network.init();
    network.setParam("0_W", w);
    network.setParam("0_RW", rw);
    network.setParam("0_b", b);
    return network.output(x);
  }

  /** Selects one time step: [B, C, T] becomes [B, C]. */
  private static INDArrayIndex[] at(int step) {
    return new INDArrayIndex[] {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step)};
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }
}
