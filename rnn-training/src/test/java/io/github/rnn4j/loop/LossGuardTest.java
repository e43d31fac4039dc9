package io.github.rnn4j.loop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rnn4j.model.AveragedWeights;
import io.github.rnn4j.model.CarriedState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossGuardTest {

  @ParameterizedTest
  @CsvSource({"4, 4000, 4001", "0.01, 1000, 1001", "-3, 1000, 1001"})
  void lossHasExplodedAboveAThousandTimesTheFirst(double first, double borne, double exploded) {
    LossGuard guard = new LossGuard(TrainingState.START);
    guard.check(1, 1, 1, first);

    assertThatCode(() -> guard.check(1, 2, 2, borne)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.check(2, 7, 9, exploded))
        .isInstanceOf(DivergedException.class)
        .hasMessageContainingAll(
            "Epoch 2, minibatch 7, update 9", "the loss has exploded: ", "learning rate", "clip");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void lossThatIsNotFiniteNamesTheUpdate(double loss) {
    LossGuard guard = new LossGuard(TrainingState.START);

    assertThatThrownBy(() -> guard.check(1, 1, 1, loss))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("Epoch 1, minibatch 1, update 1: the loss is " + loss);
  }

  @Test
  void runThatGoesOnKnowsItsFirstLoss() {
    TrainingState from =
        new TrainingState(
            List.of(),
            new TrainingTotals(5, 5, 5, 5, 1, Map.of()),
            2,
            CarriedState.NONE,
            AveragedWeights.NONE);
    LossGuard guard = new LossGuard(from);

    assertThatCode(() -> guard.check(1, 6, 6, 2000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.check(1, 7, 7, 2001)).isInstanceOf(DivergedException.class);
  }
}
