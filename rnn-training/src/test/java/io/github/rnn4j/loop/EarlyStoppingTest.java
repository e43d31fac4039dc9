package io.github.rnn4j.loop;

import static io.github.rnn4j.loop.ScriptedValidator.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTest {

  @Test
  void stopsAfterThePatienceIsUsedUp() {
    // Best in epoch 2; epochs 3 and 4 are the two that are borne.
    double[] accuracies = {0.5, 0.8, 0.7, 0.79, 0.9, 0.9};

    TrainingResult result = run(accuracies, new EarlyStopping(ACCURACY, 2, 0));

    assertThat(result.epochs()).hasSize(4);
    assertThat(result.best().epoch()).isEqualTo(2);
    assertThat(result.stopReason())
        .isEqualTo(
            "early stopping: validation accuracy has not improved for 2 epochs; best 0.8000 in epoch 2");
  }

  @Test
  void anImprovementStartsThePatienceAnew() {
    double[] accuracies = {0.5, 0.4, 0.6, 0.5, 0.7, 0.6};

    TrainingResult result = run(accuracies, new EarlyStopping(ACCURACY, 2, 0));

    assertThat(result.epochs()).hasSize(6);
    assertThat(result.stopReason()).isEqualTo("all 6 epochs done");
  }

  @ParameterizedTest
  @CsvSource({"0.1, 2", "0.0625, 2", "0.05, 5"})
  void anImprovementOfNoMoreThanMinDeltaIsNone(double minDelta, int epochs) {
    // Each epoch is 0.0625 better than the one before, exactly.
    double[] accuracies = {0.5, 0.5625, 0.625, 0.6875, 0.75};

    TrainingResult result = run(accuracies, new EarlyStopping(ACCURACY, 1, minDelta));

    assertThat(result.epochs()).hasSize(epochs);
  }

  @Test
  void aMetricThatStandsStillIsNoImprovement() {
    TrainingResult result =
        run(new double[] {0.5, 0.5, 0.5, 0.5}, new EarlyStopping(ACCURACY, 1, 0));

    assertThat(result.epochs()).hasSize(2);
  }

  @Test
  void watchesALossInTheOtherDirection() {
    EarlyStopping onFallingValues = new EarlyStopping(Monitor.lowest("accuracy"), 1, 0);

    TrainingResult result = run(new double[] {0.9, 0.8, 0.7, 0.75, 0.1}, onFallingValues);

    assertThat(result.epochs()).hasSize(4);
  }

  @Test
  void canBeUsedForOneRunAfterAnother() {
    EarlyStopping stopping = new EarlyStopping(ACCURACY, 1, 0);
    run(new double[] {0.9, 0.8}, stopping);

    TrainingResult second = run(new double[] {0.1, 0.2, 0.3}, stopping);

    assertThat(second.epochs()).hasSize(3);
  }

  /** Epochs 3 and 4 are the first two that count; the value to beat is that of epoch 1. */
  @Test
  void epochsBeforeARunIsTrainedFurtherAreNotCounted() {
    EarlyStopping stopping = new EarlyStopping(ACCURACY, 2, 0).anewAfter(2);

    TrainingResult result = run(new double[] {0.9, 0.8, 0.7, 0.85, 0.95}, stopping);

    assertThat(result.epochs()).hasSize(4);
    assertThat(result.stopReason()).contains("best 0.9000 in epoch 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAMinDeltaOutOfRange(double minDelta) {
    assertThatThrownBy(() -> new EarlyStopping(ACCURACY, 1, minDelta))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("minDelta is " + minDelta, "at least 0");
  }

  @Test
  void refusesToWaitForNoEpoch() {
    assertThatThrownBy(() -> new EarlyStopping(ACCURACY, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("patience is 0: it must be at least 1");
  }

  private static TrainingResult run(double[] accuracies, RunListener listener) {
    MultiLayerNetwork network = TinyData.network();
    return new Training<>(
            network,
            Minibatches.of(TinyData.iterator()),
            new ScriptedValidator(accuracies),
            ACCURACY)
        .run(accuracies.length, listener);
  }
}
