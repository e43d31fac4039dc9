package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.data.EncodedReview;
import io.github.rnn4j.imdb.data.TextClasses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionTest {

  private static Prediction of(TextClasses classes, double... row) {
    return Prediction.of(
        "a text", new EncodedReview(new int[] {2, 1}, new int[] {4, 2, 1}, 3, 1), classes, row);
  }

  @Test
  void theProbabilityOfTwoClassesIsThatOfThePositiveOne() {
    Prediction positive = of(TextClasses.POLARITY, 0.5, 0.5);
    Prediction negative = of(TextClasses.POLARITY, 0.51, 0.49);

    assertThat(positive.label()).isEqualTo("positive");
    assertThat(negative.label()).isEqualTo("negative");
    assertThat(negative.probability()).isEqualTo(0.49);
    assertThat(negative.probabilities())
        .containsExactly(Map.entry("negative", 0.51), Map.entry("positive", 0.49));
    assertThat(negative.truncated()).isTrue();
  }

  @Test
  void theProbabilityOfSeveralClassesIsThatOfTheMostProbableOne() {
    Prediction prediction = of(new TextClasses(List.of("a", "b", "c")), 0.2, 0.7, 0.1);

    assertThat(prediction.label()).isEqualTo("b");
    assertThat(prediction.probability()).isEqualTo(0.7);
    assertThat(prediction.top(2)).containsExactly(Map.entry("b", 0.7), Map.entry("a", 0.2));
  }
}
