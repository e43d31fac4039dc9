package io.github.rnn4j.timeseries.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.timeseries.CommandRun;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;

class TutorialTest {

  private static TutorialConfig elman(int epochs, double learningRate) {
    return new TutorialConfig(
        21,
        2,
        10,
        Cell.ELMAN,
        Recurrence.HIDDEN_TO_HIDDEN,
        HiddenActivation.TANH,
        Gradient.STEP,
        6,
        0.4,
        0.3,
        epochs,
        learningRate,
        1,
        1);
  }

  @Test
  void lossFallsAsInTheTutorial() {
    TutorialConfig once = elman(100, 0.1);

    Tutorial.Run run = Tutorial.run(once, 1);

    assertThat(run.epochs()).hasSize(100);
    assertThat(run.loss(0)).isBetween(0.5, 8.0); // the tutorial: 2.7775
    assertThat(run.loss(99)).isLessThan(0.1);
    assertThat(run.predictions().keySet()).containsExactly(0, 50, 100);
  }

  @Test
  void lossIsHalfTheSumOfSquaresOfThePredictions() {
    // A learning rate this small leaves the weights unchanged.
    TutorialConfig still = elman(10, 1e-12);

    Tutorial.Run run = Tutorial.run(still, 3);

    double[] targets = Tutorial.targets(still);
    double sum = 0;
    for (int t = 0; t < 20; t++) {
      double error = run.lastPredictions().get(t) - targets[t];
      sum += error * error / 2;
    }
    assertThat(run.loss(9)).isEqualTo(sum, offset(1e-4));
  }

  @Test
  void lossesAreThoseOfTheTutorialsOwnLoop() {
    TutorialConfig config = elman(30, 0.1);
    MultiLayerNetwork network = Tutorial.network(config, 5);
    PlainLoop loop =
        new PlainLoop(
            network.getParam("0_W").toDoubleMatrix()[0],
            network.getParam("0_RW").toDoubleMatrix(),
            network.getParam("1_W").reshape(6).toDoubleVector());

    Tutorial.Run run = Tutorial.run(config, 5);

    for (int epoch = 0; epoch < 30; epoch++) {
      assertThat(run.loss(epoch)).isEqualTo(loop.epoch(), offset(1e-3));
    }
    assertThat(run.lastLoss()).isLessThan(0.5 * run.loss(0));
  }

  @ParameterizedTest
  @CsvSource({
    "ELMAN, HIDDEN_TO_HIDDEN, STEP",
    "LSTM, HIDDEN_TO_HIDDEN, STEP",
    "ELMAN, HIDDEN_TO_HIDDEN, FULL",
    "SAMEDIFF_ELMAN, OUTPUT_TO_HIDDEN, FULL"
  })
  void updatesAreBitIdenticalToThoseOfSgd(Cell cell, Recurrence recurrence, Gradient gradient) {
    TutorialConfig config =
        new TutorialConfig(
            6,
            2,
            10,
            cell,
            recurrence,
            HiddenActivation.TANH,
            gradient,
            3,
            0.4,
            0.3,
            10,
            0.1,
            1,
            1);
    MultiLayerNetwork sgd = Tutorial.network(config, 4);
    INDArray before = sgd.params().dup();
    INDArray input = Tutorial.row(Arrays.copyOf(Tutorial.series(config).first(), 5));

    Tutorial.Run run = Tutorial.run(config, 4);
    for (int epoch = 0; epoch < 10; epoch++) {
      sgd.fit(input, Tutorial.row(Tutorial.targets(config)));
    }

    assertThat(run.network().params()).isEqualTo(sgd.params()).isNotEqualTo(before);
    assertThat(run.network().params().data().asFloat()).isEqualTo(sgd.params().data().asFloat());
  }

  @ParameterizedTest
  @EnumSource(Gradient.class)
  void sameSeedOfTheSameDiffCellGivesTheNumbersOfThePackedCell(Gradient gradient) {
    Tutorial.Run packed = Tutorial.run(tiny(Cell.ELMAN, gradient), 2);
    Tutorial.Run sameDiff = Tutorial.run(tiny(Cell.SAMEDIFF_ELMAN, gradient), 2);

    assertThat(sameDiff.loss(9)).isEqualTo(packed.loss(9), offset(1e-5));
    for (int t = 0; t < 5; t++) {
      assertThat(sameDiff.lastPredictions().get(t))
          .isEqualTo(packed.lastPredictions().get(t), offset(1e-5));
    }
  }

  private static TutorialConfig tiny(Cell cell, Gradient gradient) {
    return new TutorialConfig(
        6,
        2,
        10,
        cell,
        Recurrence.HIDDEN_TO_HIDDEN,
        HiddenActivation.TANH,
        gradient,
        3,
        0.4,
        0.3,
        10,
        0.1,
        1,
        1);
  }

  /** The tutorial's arithmetic, written out: forward, gradient of one step, update, next step. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record PlainLoop(double[] w, double[][] rw, double[] v) {

    double epoch() {
      double[] targets = Tutorial.targets(TutorialConfig.DEFAULT);
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

  @Test
  void intervalPointsSpreadsAndActivationAreThoseOfTheConfiguration() {
    TutorialConfig config =
        new TutorialConfig(
            5,
            0,
            2,
            Cell.ELMAN,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.SIGMOID,
            Gradient.STEP,
            64,
            2,
            1e-3,
            10,
            0.1,
            1,
            1);
    MultiLayerNetwork network = Tutorial.network(config, 1);
    PackedElman layer = (PackedElman) network.getLayer(0).conf().getLayer();

    assertThat(Tutorial.targets(config))
        .containsExactly(
            new double[] {Math.sin(0.5), Math.sin(1), Math.sin(1.5), Math.sin(2)}, offset(1e-12));
    assertThat(layer.getActivationFn()).isInstanceOf(ActivationSigmoid.class);
    assertThat(network.getParam("0_RW").stdNumber().doubleValue()).isBetween(1.9, 2.1); // of 4,096
    assertThat(network.getParam("1_W").stdNumber().doubleValue()).isBetween(7e-4, 1.3e-3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--points=2 | --points is 2; it must be from 3 to 10000",
        "--from=5 --to=5 | --to is 5.0; it must be above from, which is 5.0",
        "--weight-spread=0 | --weight-spread is 0.0; it must be above 0",
        "--cell=lstm --activation=relu | --activation is relu, but cell lstm has fixed",
        "--cell=elman --recurrence=output-to-output | --recurrence is output-to-output, but cell elman",
        "--cell=elman --recurrence=hidden-to-hidden | --recurrence has no effect here; cell elman",
        "--cell=gru --activation=tanh | --activation has no effect here; cell gru has fixed",
      })
  void valuesThatTheNetworkCannotHaveAreRefused(String options, String message) {
    CommandRun run = CommandRun.of(("tutorial " + options).split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Tag("slow")
  @Test
  void tutorialsLossIsWithinTheRangeOfTwentySeeds() {
    List<Tutorial.Run> runs =
        LongStream.rangeClosed(1, 20)
            .mapToObj(seed -> Tutorial.run(TutorialConfig.DEFAULT, seed))
            .toList();

    TutorialReport.Spread loss =
        TutorialReport.of("", TutorialConfig.DEFAULT, runs).losses().get(290);

    assertThat(0.0052).isBetween(loss.least(), loss.median());
  }
}
