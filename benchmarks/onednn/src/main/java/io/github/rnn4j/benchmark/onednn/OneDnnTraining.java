package io.github.rnn4j.benchmark.onednn;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Weights;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** Trains a network that maps numbers to numbers. */
final class OneDnnTraining implements Session {
  private static final long SEED = 1;

  private final Network shape;
  private final int threads;
  private final RecurrentLayer layer;
  private final ValuesHead head;
  private final List<Parameter> parameters;
  private int updates;

  OneDnnTraining(CpuEngine engine, Assignment assignment, Weights weights, int threads) {
    this.shape = assignment.work().network();
    this.threads = threads;
    Minibatch minibatch = assignment.minibatches().get(0);
    memory input =
        engine.allocate(format_tag.tnc, minibatch.steps(), minibatch.size(), shape.inputs());
    CpuEngine.floats(input).put(minibatch.stepsFirst(minibatch.inputs()));
    layer = new RecurrentLayer(engine, shape, input, minibatch.steps(), minibatch.size());
    float[] targets = minibatch.stepsFirst(minibatch.values());
    head = new ValuesHead(engine, layer, shape.hidden(), targets, minibatch.size());
    parameters = Stream.of(layer.parameters(), head.parameters()).flatMap(List::stream).toList();
    if (weights == Weights.CHECK) {
      setCheckWeights();
    } else {
      Random random = new Random(SEED);
      double range = 1 / Math.sqrt(shape.hidden());
      parameters.forEach(parameter -> parameter.setRandom(random, range));
    }
  }

  private void setCheckWeights() {
    layer.inputWeights().setAll(CheckWeights.inside(shape.inputs()));
    layer.recurrentWeights().setAll(CheckWeights.inside(shape.hidden()));
    float[] weights = new float[head.weights().size()]; // [H, K]
    for (int i = 0; i < weights.length; i++) {
      weights[i] = CheckWeights.output(i % shape.outputs(), shape.hidden());
    }
    head.weights().set(weights);
  }

  @Override
  public long parameters() {
    return parameters.stream().mapToLong(Parameter::size).sum();
  }

  @Override
  public double step() {
    layer.forward();
    double loss = head.loss();
    layer.backward();
    updates++;
    parameters.forEach(parameter -> parameter.adam(updates, threads));
    return loss;
  }

  @Override
  public void close() {
    // Java frees the memory with its objects
  }
}
