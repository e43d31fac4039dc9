package io.github.rnn4j.timeseries.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.layer.packed.Cell;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TutorialTest {

  @Test
  void lossFallsAsInTheTutorial() {
    TutorialConfig once = new TutorialConfig(Cell.ELMAN, Gradient.STEP, 6, 100, 0.1, 1, 1);

    Tutorial.Run run = Tutorial.run(once, 1);

    assertThat(run.losses()).hasSize(100);
    assertThat(run.losses().get(0)).isBetween(0.5, 8.0); // the tutorial: 2.7775
    assertThat(run.losses().get(99)).isLessThan(0.1);
  }

  @Test
  void lossIsHalfTheSumOfSquaresOfThePredictions() {
    // A learning rate this small leaves the weights unchanged.
    TutorialConfig still = new TutorialConfig(Cell.ELMAN, Gradient.STEP, 6, 10, 1e-12, 1, 1);

    Tutorial.Run run = Tutorial.run(still, 3);

    double sum = 0;
    for (int t = 0; t < 20; t++) {
      double error = run.predictions().get(t) - Tutorial.targets()[t];
      sum += error * error / 2;
    }
    assertThat(run.losses().get(9)).isEqualTo(sum, offset(1e-4));
  }

  @Test
  void lossesAreThoseOfTheTutorialsOwnLoop() {
    TutorialConfig config = new TutorialConfig(Cell.ELMAN, Gradient.STEP, 6, 30, 0.1, 1, 1);
    MultiLayerNetwork network = Tutorial.network(config, 5);
    PlainLoop loop =
        new PlainLoop(
            network.getParam("0_W").toDoubleMatrix()[0],
            network.getParam("0_RW").toDoubleMatrix(),
            network.getParam("1_W").reshape(6).toDoubleVector());

    List<Double> losses = Tutorial.run(config, 5).losses();

    for (double loss : losses) {
      assertThat(loss).isEqualTo(loop.epoch(), offset(1e-3));
    }
    assertThat(losses.get(29)).isLessThan(0.5 * losses.get(0));
  }

  /** The tutorial's arithmetic, written out: forward, gradient of one step, update, next step. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record PlainLoop(double[] w, double[][] rw, double[] v) {

    double epoch() {
      double[] targets = Tutorial.targets();
      double[] context = new double[6];
      double input = Math.sin(2);
      double total = 0;
      for (double target : targets) {
        double[] h = hidden(input, context);
        double error = IntStream.range(0, 6).mapToDouble(i -> h[i] * v[i]).sum() - target;
        total += error * error / 2;
        descend(input, context, h, error);
        context = h;
        input = target;
      }
      return total;
    }

    private double[] hidden(double input, double[] context) {
      double[] h = new double[6];
      for (int i = 0; i < 6; i++) {
        double z = input * w[i];
        for (int j = 0; j < 6; j++) {
          z += context[j] * rw[j][i];
        }
        h[i] = Math.tanh(z);
      }
      return h;
    }

    private void descend(double input, double[] context, double[] h, double error) {
      for (int i = 0; i < 6; i++) {
        double dz = error * v[i] * (1 - h[i] * h[i]);
        v[i] -= 0.1 * error * h[i];
        w[i] -= 0.1 * dz * input;
        for (int j = 0; j < 6; j++) {
          rw[j][i] -= 0.1 * dz * context[j];
        }
      }
    }
  }

  @Tag("slow")
  @Test
  void tutorialsLossIsWithinTheRangeOfTwentySeeds() {
    List<Tutorial.Run> runs =
        LongStream.rangeClosed(1, 20)
            .mapToObj(seed -> Tutorial.run(TutorialConfig.DEFAULT, seed))
            .toList();

    TutorialReport.Spread loss = TutorialReport.of("", runs).losses().get(290);

    assertThat(0.0052).isBetween(loss.least(), loss.median());
  }
}
