package io.github.rnn4j.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    // So small a step size leaves the weights as they were.
    TutorialConfig still = new TutorialConfig(Cell.ELMAN, Gradient.STEP, 6, 10, 1e-12, 1, 1);

    Tutorial.Run run = Tutorial.run(still, 3);

    double sum = 0;
    for (int t = 0; t < 20; t++) {
      double error = run.predictions().get(t) - Tutorial.targets()[t];
      sum += error * error / 2;
    }
    assertThat(run.losses().get(9)).isEqualTo(sum, offset(1e-4));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"ELMAN, STEP", "ELMAN, FULL", "LSTM, STEP"})
  void medianOfTwentySeedsIsAtMostThatOfTheTutorial(Cell cell, Gradient gradient) {
    TutorialConfig config = new TutorialConfig(cell, gradient, 6, 300, 0.1, 20, 1);

    List<Tutorial.Run> runs =
        LongStream.rangeClosed(1, 20).mapToObj(seed -> Tutorial.run(config, seed)).toList();

    assertThat(TutorialReport.of("", runs).losses().get(280).median()).isLessThanOrEqualTo(0.0055);
  }
}
