package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class BinaryMetricsTest {

  @Test
  void workedExample() {
    double[] probabilities = {0.9, 0.8, 0.5, 0.4, 0.3, 0.1, 0.7};
    int[] labels = {1, 1, 0, 1, 0, 0, 0};

    BinaryMetrics m = BinaryMetrics.of(probabilities, labels);

    // Predicted 1 from 0.5 on: 0.9 and 0.8 right, 0.5 and 0.7 wrong.
    assertThat(m.truePositives()).isEqualTo(2);
    assertThat(m.falsePositives()).isEqualTo(2);
    assertThat(m.trueNegatives()).isEqualTo(2);
    assertThat(m.falseNegatives()).isEqualTo(1);
    assertThat(m.accuracy()).isEqualTo(4 / 7.0);
    assertThat(m.precision()).isEqualTo(0.5);
    assertThat(m.recall()).isEqualTo(2 / 3.0);
    // 2 * (1/2) * (2/3) / (1/2 + 2/3) = 4/7
    assertThat(m.f1()).isEqualTo(4 / 7.0);
    // 12 pairs: 0.9 and 0.8 win 4 each, 0.4 beats 0.3 and 0.1.
    assertThat(m.auc()).isEqualTo(10 / 12.0);
    // -(ln .9 + ln .8 + ln .5 + ln .4 + ln .7 + ln .9 + ln .3) / 7
    assertThat(m.logLoss()).isCloseTo(0.514850034761, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    // All tied: chance, whatever the order of the examples.
    "0.5 0.5 0.5 0.5, 1 1 0 0, 0.5",
    "0.5 0.5 0.5 0.5, 0 0 1 1, 0.5",
    // Pairs of (0.8, 0.5) with (0.5, 0.2): one tie among four, 3.5 of 4.
    "0.8 0.5 0.5 0.2, 1 1 0 0, 0.875",
    "0.2 0.5 0.5 0.8, 1 1 0 0, 0.125",
    "0.9 0.1, 1 0, 1",
    "0.1 0.9, 1 0, 0",
    "-0.0 0.0, 1 0, 0.5"
  })
  void tiedPairsCountOneHalf(String probabilities, String labels, double expected) {
    BinaryMetrics m = BinaryMetrics.of(doubles(probabilities), ints(labels));

    assertThat(m.auc()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areaEqualsTheCountOverAllPairs(long seed) {
    Random random = new Random(seed);
    int[] labels = random.ints(200, 0, 2).toArray();
    // 20 different probabilities, so that most pairs of neighbors are tied.
    double[] probabilities = random.ints(200, 0, 20).mapToDouble(i -> i / 19.0).toArray();

    double auc = BinaryMetrics.of(probabilities, labels).auc();

    assertThat(auc).isCloseTo(areaByAllPairs(probabilities, labels), within(1e-12));
  }

  @Test
  void areaEqualsNd4jWithoutTiesOnly() {
    double[] distinct = {0.9, 0.35, 0.6, 0.1, 0.4};
    double[] tied = {0.5, 0.5, 0.5, 0.5, 0.5};
    int[] labels = {0, 0, 1, 0, 1};

    assertThat(BinaryMetrics.of(distinct, labels).auc())
        .isCloseTo(areaByNd4j(distinct, labels), within(1e-12));
    assertThat(BinaryMetrics.of(tied, labels).auc()).isEqualTo(0.5);
    // Why the library is not used: fails when a release of ND4J treats ties right.
    assertThat(areaByNd4j(tied, labels)).isNotCloseTo(0.5, within(0.01));
  }

  @Test
  void figuresThatAreUndefinedAreNotANumber() {
    BinaryMetrics onlyPositives = BinaryMetrics.of(new double[] {0.9, 0.2}, new int[] {1, 1});
    BinaryMetrics onlyNegatives = BinaryMetrics.of(new double[] {0.1, 0.2}, new int[] {0, 0});
    BinaryMetrics nothingFound = BinaryMetrics.of(new double[] {0.1, 0.2}, new int[] {0, 1});

    assertThat(onlyPositives.auc()).isNaN();
    assertThat(onlyPositives.precision()).isEqualTo(1);
    assertThat(onlyNegatives.auc()).isNaN();
    assertThat(onlyNegatives.recall()).isNaN();
    assertThat(onlyNegatives.precision()).isNaN();
    assertThat(onlyNegatives.f1()).isNaN();
    assertThat(nothingFound.precision()).isNaN();
    assertThat(nothingFound.f1()).isZero();
    assertThat(nothingFound.auc()).isEqualTo(1);
  }

  @Test
  void certainErrorCostsTheClippedLoss() {
    // -ln 1e-7 = 7 ln 10
    double clipped = 7 * Math.log(10);

    assertThat(BinaryMetrics.of(new double[] {0}, new int[] {1}).logLoss())
        .isCloseTo(clipped, within(1e-12));
    assertThat(BinaryMetrics.of(new double[] {1}, new int[] {0}).logLoss())
        .isCloseTo(clipped, within(1e-8));
    assertThat(BinaryMetrics.of(new double[] {1, 0}, new int[] {1, 0}).logLoss())
        .isBetween(0.0, 1.1e-7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1e-9, 1.0000001, Double.POSITIVE_INFINITY})
  void probabilityOutOfRangeIsAnErrorThatNamesItsIndex(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.of(new double[] {0.5, 0.5, bad}, new int[] {0, 1, 1}))
        .withMessageContaining("Probability 2 is " + bad);
  }

  @Test
  void labelsAndLengthsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.of(new double[] {0.5, 0.5}, new int[] {0, 2}))
        .withMessageContaining("Label 1 is 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.of(new double[] {0.5, 0.5}, new int[] {0}))
        .withMessageContaining("2 probabilities and 1 labels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.of(new double[0], new int[0]))
        .withMessageContaining("at least one example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BinaryMetrics(1, -1, 0, 0, 0.5, 0.5))
        .withMessageContaining("fp=-1");
  }

  @Test
  void jsonHoldsEveryFigureAndIsReadBackEqual() throws Exception {
    JsonMapper mapper = new JsonMapper();
    BinaryMetrics saved = BinaryMetrics.of(new double[] {0.1, 0.2}, new int[] {0, 0});

    String json = mapper.writeValueAsString(saved);

    assertThat(mapper.readTree(json).get("accuracy").doubleValue()).isEqualTo(1);
    assertThat(mapper.readTree(json).has("f1")).isTrue();
    assertThat(mapper.readValue(json, BinaryMetrics.class)).isEqualTo(saved);
  }

  private static double areaByAllPairs(double[] probabilities, int[] labels) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          wins += (Math.signum(probabilities[i] - probabilities[j]) + 1) / 2;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }

  private static double areaByNd4j(double[] probabilities, int[] labels) {
    ROC roc = new ROC(0);
    roc.eval(
        Nd4j.createFromArray(labels).castTo(DataType.DOUBLE).reshape(labels.length, 1),
        Nd4j.createFromArray(probabilities).reshape(labels.length, 1));
    return roc.calculateAUC();
  }

  private static double[] doubles(String text) {
    return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static int[] ints(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
