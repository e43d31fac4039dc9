package io.github.rnn4j.benchmark.onednn;

import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;

/**
 * A network that maps numbers to numbers, in double and one number at a time: the reference for
 * oneDNN. Gradients are central differences, so that nothing in its backward pass can be wrong.
 */
final class PlainNetwork {
  private static final double STEP = 1e-5;

  private final Network shape;
  private final Minibatch minibatch;
  private final double[] parameters; // for each gate: Wx [C, H], Wh [H, H]; biases; head
  private final double[] mean;
  private final double[] variance;
  private final int biases;
  private int updates;

  PlainNetwork(Network shape, Minibatch minibatch) {
    this.shape = shape;
    this.minibatch = minibatch;
    // oneDNN's GRU has a bias in the recurrent product of the candidate
    biases = shape.cell() == Cell.GRU ? 4 : shape.cell().blocks();
    int matrices = shape.cell().blocks() * (shape.inputs() + shape.hidden()) * shape.hidden();
    int head = (shape.hidden() + 1) * shape.outputs();
    parameters = new double[matrices + biases * shape.hidden() + head];
    mean = new double[parameters.length];
    variance = new double[parameters.length];
    setCheckWeights();
  }

  private void setCheckWeights() {
    for (int gate = 0; gate < shape.cell().blocks(); gate++) {
      for (int row = 0; row < shape.inputs() + shape.hidden(); row++) {
        int rows = row < shape.inputs() ? shape.inputs() : shape.hidden();
        for (int unit = 0; unit < shape.hidden(); unit++) {
          parameters[weight(gate, row, unit)] = CheckWeights.inside(rows);
        }
      }
    }
    for (int row = 0; row < shape.hidden(); row++) {
      for (int output = 0; output < shape.outputs(); output++) {
        parameters[head(row, output)] = CheckWeights.output(output, shape.hidden());
      }
    }
  }

  private int weight(int gate, int row, int unit) {
    return (gate * (shape.inputs() + shape.hidden()) + row) * shape.hidden() + unit;
  }

  private int bias(int which, int unit) {
    return weight(shape.cell().blocks(), 0, 0) + which * shape.hidden() + unit;
  }

  /** Returns the place of a weight of the head; its row H is the bias. */
  private int head(int row, int output) {
    return bias(biases, 0) + row * shape.outputs() + output;
  }

  int size() {
    return parameters.length;
  }

  /** Returns the loss before the update. */
  double step() {
    double loss = loss();
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      double value = parameters[i];
      parameters[i] = value + STEP;
      double above = loss();
      parameters[i] = value - STEP;
      gradient[i] = minibatch.steps() * (above - loss()) / (2 * STEP);
      parameters[i] = value;
    }
    updates++;
    for (int i = 0; i < parameters.length; i++) {
      mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
      variance[i] = 0.999 * variance[i] + 0.001 * gradient[i] * gradient[i];
      double rate = 0.001 * Math.sqrt(1 - Math.pow(0.999, updates)) / (1 - Math.pow(0.9, updates));
      parameters[i] -= rate * mean[i] / (Math.sqrt(variance[i]) + 1e-8);
    }
    return loss;
  }

  private double loss() {
    double sum = 0;
    for (int b = 0; b < minibatch.size(); b++) {
      double[] h = new double[shape.hidden()];
      double[] c = new double[shape.hidden()];
      for (int t = 0; t < minibatch.steps(); t++) {
        int at = b * minibatch.steps() + t;
        h = cell(at, h, c);
        for (int k = 0; k < shape.outputs(); k++) {
          double y = parameters[head(shape.hidden(), k)];
          for (int unit = 0; unit < shape.hidden(); unit++) {
            y += h[unit] * parameters[head(unit, k)];
          }
          double error = y - minibatch.values()[at * shape.outputs() + k];
          sum += error * error;
        }
      }
    }
    return sum / minibatch.values().length;
  }

  /** Returns the next hidden state; updates the cell state. */
  private double[] cell(int at, double[] h, double[] c) {
    double[] next = new double[h.length];
    for (int unit = 0; unit < h.length; unit++) {
      switch (shape.cell()) {
        case ELMAN -> next[unit] = Math.tanh(sum(0, at, h, unit));
        case GRU -> {
          double update = sigmoid(sum(0, at, h, unit));
          double reset = sigmoid(sum(1, at, h, unit));
          double recurrent = recurrent(2, h, unit) + parameters[bias(3, unit)];
          double candidate =
              Math.tanh(input(2, at, unit) + parameters[bias(2, unit)] + reset * recurrent);
          next[unit] = update * h[unit] + (1 - update) * candidate;
        }
        case LSTM -> {
          double input = sigmoid(sum(0, at, h, unit));
          double forget = sigmoid(sum(1, at, h, unit));
          double output = sigmoid(sum(2, at, h, unit));
          c[unit] = forget * c[unit] + input * Math.tanh(sum(3, at, h, unit));
          next[unit] = output * Math.tanh(c[unit]);
        }
      }
    }
    return next;
  }

  private double sum(int gate, int at, double[] h, int unit) {
    return input(gate, at, unit) + recurrent(gate, h, unit) + parameters[bias(gate, unit)];
  }

  private double input(int gate, int at, int unit) {
    double sum = 0;
    for (int i = 0; i < shape.inputs(); i++) {
      sum += minibatch.inputs()[at * shape.inputs() + i] * parameters[weight(gate, i, unit)];
    }
    return sum;
  }

  private double recurrent(int gate, double[] h, int unit) {
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += h[i] * parameters[weight(gate, shape.inputs() + i, unit)];
    }
    return sum;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
