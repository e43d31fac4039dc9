package io.github.rnn4j.spark.training;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads and writes the parameters and the updater's state of both kinds of network. */
final class NetworkNumbers {

  private NetworkNumbers() {}

  /** Returns a copy of all numbers of a view. */
  static float[] of(INDArray view) {
    float[] numbers = new float[Math.toIntExact(view.length())];
    read(view, numbers, 0);
    return numbers;
  }

  /** Returns the parameters, followed by the state of the updater. */
  static float[] withState(Model network) {
    INDArray state = state(network);
    int parameters = (int) network.numParams();
    float[] all = new float[Math.toIntExact(parameters + (state == null ? 0 : state.length()))];
    read(network.params(), all, 0);
    if (state != null) {
      read(state, all, parameters);
    }
    return all;
  }

  /** Sets the parameters and, if the numbers go on, the state of the updater. */
  static void write(Model network, float[] numbers) {
    int parameters = (int) network.numParams();
    write(network.params(), numbers, 0, parameters);
    if (numbers.length > parameters) {
      write(state(network), numbers, parameters, numbers.length);
    }
  }

  /** Copies in one piece; the arrays of all parameters, gradients and states have no gaps. */
  private static void read(INDArray view, float[] into, int at) {
    pointer(view).get(into, at, Math.toIntExact(view.length()));
  }

  static void write(INDArray view, float[] numbers, int from, int to) {
    if (view.length() != to - from) {
      throw new IllegalArgumentException(
          "%d numbers for an array of %d".formatted(to - from, view.length()));
    }
    pointer(view).put(numbers, from, to - from);
  }

  private static FloatPointer pointer(INDArray view) {
    if (view.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException("The network has the type " + view.dataType());
    }
    Pointer address = view.data().addressPointer();
    return new FloatPointer(address).capacity(view.length());
  }

  private static INDArray state(Model network) {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater().getStateViewArray()
        : ((MultiLayerNetwork) network).getUpdater().getStateViewArray();
  }

  /** Makes room for the gradients, which Deeplearning4j does only when it fits a network. */
  static void initGradients(Model network) {
    if (network instanceof ComputationGraph graph) {
      graph.initGradientsView();
    } else {
      ((MultiLayerNetwork) network).initGradientsView();
    }
  }

  static void setScore(Model network, double score) {
    if (network instanceof ComputationGraph graph) {
      graph.setScore(score);
    } else {
      ((MultiLayerNetwork) network).setScore(score);
    }
  }
}
