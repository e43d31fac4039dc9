package io.github.rnn4j.benchmark.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Batch;
import io.github.rnn4j.benchmark.work.Cell;
import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.benchmark.work.Minibatch;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Sampler;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.benchmark.work.Task;
import io.github.rnn4j.benchmark.work.Weights;
import io.github.rnn4j.benchmark.work.Work;
import io.github.rnn4j.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * With {@link CheckWeights}, all hidden units are equal, and all gates have the same sum: the mean
 * input plus the mean state. So one number stands for the whole LSTM.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class OnnxRuntimePeerTest {
  private final OnnxRuntimePeer peer = new OnnxRuntimePeer(2);

  /** The state of every unit. */
  private static final class Unit {
    private double h;
    private double c;

    double step(double meanInput) {
      double gate = sigmoid(meanInput + h);
      c = gate * c + gate * Math.tanh(meanInput + h);
      h = gate * Math.tanh(c);
      return h;
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static Assignment small(Task task, Network network, Batch batch) throws IOException {
    return Assignment.of(new Work("small", "small", task, network, batch, false), Path.of("none"));
  }

  private double firstStep(Assignment assignment) {
    try (Session session = peer.open(assignment, Weights.CHECK)) {
      return session.step();
    }
  }

  @Test
  void reviewsOfDifferentLengthsAreReadToTheirEndInBothDirections() throws IOException {
    Assignment assignment = small(Task.INFERENCE, Network.reviews(30, 3, 4, 1), new Batch(4, 2, 9));
    Minibatch minibatch = assignment.minibatches().get(0);
    double sum = 0;
    for (int b = 0; b < minibatch.size(); b++) {
      Unit forward = new Unit();
      Unit backward = new Unit();
      int first = b * minibatch.steps();
      int length = minibatch.lengths()[b];
      for (int t = 0; t < length; t++) {
        forward.step(CheckWeights.embedding(minibatch.tokens()[first + t]));
        backward.step(CheckWeights.embedding(minibatch.tokens()[first + length - 1 - t]));
      }
      double feature = Math.max(0, (forward.h + backward.h) / 2); // the mean of both directions
      sum += sigmoid(Network.DENSE * feature * CheckWeights.output(0, Network.DENSE));
    }

    assertThat(firstStep(assignment)).isEqualTo(sum / minibatch.size(), within(1e-6));
  }

  @Test
  void numbersGiveAnOutputAtEachStep() throws IOException {
    Network network = Network.values(Cell.LSTM, 3, 5, 2);
    Assignment assignment = small(Task.INFERENCE, network, Batch.of(3, 6));
    Minibatch minibatch = assignment.minibatches().get(0);
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      Unit unit = new Unit();
      for (int t = 0; t < 6; t++) {
        int x = (b * 6 + t) * 3;
        float[] inputs = minibatch.inputs();
        double h = unit.step((inputs[x] + inputs[x + 1] + inputs[x + 2]) / 3);
        sum += 5 * h * (CheckWeights.output(0, 5) + CheckWeights.output(1, 5)) / 2;
      }
    }

    assertThat(firstStep(assignment)).isEqualTo(sum / (3 * 6), within(1e-6));
  }

  @Test
  void generationCarriesTheStateFromSymbolToSymbol() throws IOException {
    Assignment assignment = small(Task.GENERATION, Network.symbols(11, 3, 5), Batch.of(1, 20));
    Sampler sampler = new Sampler();
    Unit unit = new Unit();
    int symbol = 0;
    for (int i = 0; i < 20; i++) {
      double h = unit.step(CheckWeights.embedding(symbol));
      float[] probabilities = new float[11];
      double total = 0;
      for (int k = 0; k < 11; k++) {
        total += Math.exp(5 * h * CheckWeights.output(k, 5));
      }
      for (int k = 0; k < 11; k++) {
        probabilities[k] = (float) (Math.exp(5 * h * CheckWeights.output(k, 5)) / total);
      }
      symbol = sampler.draw(probabilities);
    }

    assertThat(firstStep(assignment)).isEqualTo(sampler.meanSurprise(), within(1e-5));
  }

  @Test
  void parametersAreThoseOfTheNetworkAndASecondBias() throws IOException {
    Network network = Network.reviews(30, 3, 4, 1);
    Assignment assignment = small(Task.INFERENCE, network, Batch.of(1, 6));

    try (Session session = peer.open(assignment, Weights.RANDOM)) {
      assertThat(session.parameters()).isEqualTo(network.parameters() + 2 * 4 * 4);
      assertThat(session.step()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void trainingIsRefused() throws IOException {
    Assignment training = Assignment.of(Works.named("gru"), Path.of("none"));

    assertThatThrownBy(() -> peer.open(training, Weights.CHECK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave out workload gru");
  }
}
