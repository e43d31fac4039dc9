package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassMetricsTest {

  @Test
  void workedExample() {
    double[][] probabilities = {
      {0.7, 0.2, 0.1}, // predicted 0, actual 0
      {0.5, 0.25, 0.25}, // predicted 0, actual 1
      {0.1, 0.8, 0.1}, // predicted 1, actual 1
      {0.2, 0.6, 0.2}, // predicted 1, actual 1
      {0.4, 0.2, 0.4}, // a tie: predicted 0, actual 2
    };

    ClassMetrics m = ClassMetrics.of(probabilities, new int[] {0, 1, 1, 1, 2});

    assertThat(m.confusion()).containsExactly(List.of(1, 0, 0), List.of(1, 2, 0), List.of(1, 0, 0));
    assertThat(m.examples()).isEqualTo(5);
    assertThat(m.accuracy()).isEqualTo(3 / 5.0);
    assertThat(m.classes())
        .containsExactly(
            new ClassMetrics.Scores(1, 3, 1 / 3.0, 1, 0.5),
            new ClassMetrics.Scores(3, 2, 1, 2 / 3.0, 0.8),
            new ClassMetrics.Scores(1, 0, Double.NaN, 0, 0));
    // -(ln .7 + ln .25 + ln .8 + ln .6 + ln .4) / 5
    assertThat(m.logLoss()).isCloseTo(0.678645842403, within(1e-9));
    // What scikit-learn returns: (1/3 + 1 + 0) / 3, (1 + 2/3 + 0) / 3, (0.5 + 0.8 + 0) / 3.
    assertThat(m.macroPrecision()).isCloseTo(4 / 9.0, within(1e-12));
    assertThat(m.macroRecall()).isCloseTo(5 / 9.0, within(1e-12));
    assertThat(m.macroF1()).isCloseTo(1.3 / 3, within(1e-12));
  }

  @Test
  void macroAveragesLeaveOutClassesThatDoNotOccur() {
    ClassMetrics m =
        new ClassMetrics(
            List.of(
                List.of(2, 1, 0, 0), List.of(0, 0, 0, 0), List.of(0, 0, 0, 0), List.of(0, 0, 0, 4)),
            0.1);

    assertThat(m.classes().get(2).precision()).isNaN();
    assertThat(m.classes().get(2).recall()).isNaN();
    assertThat(m.classes().get(2).f1()).isNaN();
    // Class 1 occurs in the predictions only: precision 0, recall undefined, counted as 0.
    assertThat(m.macroPrecision()).isCloseTo((1 + 0 + 1) / 3.0, within(1e-12));
    assertThat(m.macroRecall()).isCloseTo((2 / 3.0 + 0 + 1) / 3, within(1e-12));
    assertThat(m.macroF1()).isCloseTo((0.8 + 0 + 1) / 3, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void twoClassesGiveExactlyTheBinaryMetrics(long seed) {
    Random random = new Random(seed);
    // Includes 0, 0.5 and 1.
    double[] positive = random.ints(200, 0, 11).mapToDouble(i -> i / 10.0).toArray();
    int[] labels = random.ints(200, 0, 2).toArray();
    double[][] both =
        Arrays.stream(positive).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new);

    ClassMetrics m = ClassMetrics.of(both, labels);

    BinaryMetrics binary = BinaryMetrics.of(positive, labels);
    assertThat(m.confusion())
        .containsExactly(
            List.of(binary.trueNegatives(), binary.falsePositives()),
            List.of(binary.falseNegatives(), binary.truePositives()));
    assertThat(m.logLoss()).isEqualTo(binary.logLoss());
    assertThat(m.accuracy()).isEqualTo(binary.accuracy());
    assertThat(m.classes().get(1).precision()).isEqualTo(binary.precision());
    assertThat(m.classes().get(1).recall()).isEqualTo(binary.recall());
    assertThat(m.classes().get(1).f1()).isEqualTo(binary.f1());
  }

  @Test
  void tieIsWonByTheLowestIndexAndWithTwoClassesByClassOne() {
    assertThat(ClassMetrics.predicted(new double[] {0.2, 0.4, 0.4})).isEqualTo(1);
    assertThat(ClassMetrics.predicted(new double[] {0.5, 0.5})).isEqualTo(1);
  }

  @Test
  void certainErrorCostsTheClippedLoss() {
    ClassMetrics m = ClassMetrics.of(new double[][] {{1, 0, 0}}, new int[] {2});

    // -ln 1e-7 = 7 ln 10
    assertThat(m.logLoss()).isCloseTo(7 * Math.log(10), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1e-9, 1.0000001, Double.POSITIVE_INFINITY})
  void probabilityOutOfRangeIsAnErrorThatNamesItsPlace(double bad) {
    double[][] probabilities = {{0.5, 0.5, 0}, {0, bad, 0}};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(probabilities, new int[] {0, 0}))
        .withMessageContaining("Probability 1 of example 1 is " + bad);
  }

  @Test
  void labelsLengthsAndSumsAreChecked() {
    double[][] two = {{0.5, 0.5, 0}, {0, 0, 1}};

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(two, new int[] {0}))
        .withMessageContaining("2 rows of probabilities and 1 labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(new double[0][], new int[0]))
        .withMessageContaining("at least one example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(two, new int[] {0, 3}))
        .withMessageContaining("Label 1 is 3; it must be from 0 to 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(two, new int[] {-1, 0}))
        .withMessageContaining("Label 0 is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(new double[][] {{1, 0}, {1}}, new int[] {0, 0}))
        .withMessageContaining("Example 1 has 1 probabilities and example 0 has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(new double[][] {{1}}, new int[] {0}))
        .withMessageContaining("2 classes or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassMetrics.of(new double[][] {{0.5, 0.25}}, new int[] {0}))
        .withMessageContaining("example 0 sum to 0.75");
  }

  @Test
  void countsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassMetrics(List.of(List.of(1, 2), List.of(3)), 0))
        .withMessageContaining("Row 1 of the confusion matrix has 1 counts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassMetrics(List.of(List.of(1, 2), List.of(3, -4)), 0))
        .withMessageContaining("Count 1 in row 1 of the confusion matrix is -4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassMetrics(List.of(List.of(0, 0), List.of(0, 0)), 0))
        .withMessageContaining("2 classes and 0 examples");
  }

  @Test
  void jsonHoldsEveryFigureAndIsReadBackEqual() throws Exception {
    JsonMapper mapper = JsonMapper.builder().addModule(JsonNumbers.module()).build();
    ClassMetrics saved = ClassMetrics.of(new double[][] {{0.5, 0.3, 0.2}}, new int[] {1});

    String json = mapper.writeValueAsString(saved);

    assertThat(mapper.readTree(json).get("macroF1").doubleValue()).isZero();
    assertThat(mapper.readTree(json).at("/classes/1/actual").intValue()).isEqualTo(1);
    assertThat(mapper.readTree(json).at("/classes/2/precision").isNull()).isTrue();
    assertThat(mapper.readValue(json, ClassMetrics.class)).isEqualTo(saved);
  }
}
