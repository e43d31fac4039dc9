package io.github.rnn4j.imdb.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Evaluation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureTextTest {

  @Test
  void precisionIsNotDefinedWhereNothingIsPredictedPositive() {
    Evaluation measured = Evaluation.of(new double[][] {{0.9, 0.1}, {0.8, 0.2}}, new int[] {0, 1});

    assertThat(FigureText.of(measured, TextClasses.POLARITY))
        .contains("accuracy 0.5000   precision not defined   recall 0.0000   F1 0.0000")
        .doesNotContain("NaN");
  }

  @Test
  void theConfusionMatrixHasTheNamesOfTheClasses() {
    Evaluation measured =
        Evaluation.of(new double[][] {{0.9, 0.1}, {0.2, 0.8}, {0.1, 0.9}}, new int[] {0, 1, 0});

    assertThat(FigureText.of(measured, new TextClasses(List.of("ham", "spam"))).lines().skip(1))
        .containsExactly(
            "              predicted ham   predicted spam",
            "  actual ham              1                1",
            "  actual spam             0                1");
  }

  @Test
  void ofManyClassesTheLargestAndTheMistakesAreShown() {
    TextClasses classes =
        new TextClasses(IntStream.range(0, 20).mapToObj(k -> "class " + k).toList());
    double[][] probabilities = new double[30][20];
    int[] labels = new int[30];
    for (int i = 0; i < 30; i++) {
      labels[i] = i < 20 ? i : 7;
      probabilities[i][i == 25 ? 3 : labels[i]] = 1;
    }

    String text = FigureText.of(Evaluation.of(probabilities, labels), classes);

    assertThat(text)
        .startsWith("accuracy 0.9667   macro precision")
        .contains("... and 10 smaller classes")
        .contains("most frequent mistakes: class 7 mistaken for class 3 (1)");
    assertThat(text.lines().toList().get(2)).startsWith("    class 7     11");
  }
}
