package io.github.rnn4j.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rnn4j.metric.ThresholdCurve.Point;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdCurveTest {

  private static final double[] PROBABILITIES = {0.9, 0.6, 0.6, 0.6, 0.2, 0.1};
  private static final int[] LABELS = {1, 1, 1, 0, 0, 1};

  @Test
  void workedExampleWithATie() {
    ThresholdCurve curve = ThresholdCurve.of(PROBABILITIES, LABELS);

    // 4 positives and 2 negatives; the three examples at 0.6 are one point.
    assertThat(curve.points())
        .containsExactly(
            new Point(0.9, 1 / 4.0, 0, 1, 2 / 5.0),
            new Point(0.6, 3 / 4.0, 1 / 2.0, 3 / 4.0, 3 / 4.0),
            new Point(0.2, 3 / 4.0, 1, 3 / 5.0, 2 / 3.0),
            new Point(0.1, 1, 1, 4 / 6.0, 4 / 5.0));
    // 1/4 * 1 + 2/4 * 3/4 + 0 * 3/5 + 1/4 * 4/6
    assertThat(curve.averagePrecision()).isCloseTo(19 / 24.0, within(1e-12));
    assertThat(curve.bestF1()).isEqualTo(curve.points().get(3));
  }

  @Test
  void orderOfTheExamplesDoesNotMatter() {
    double[] probabilities = {0.6, 0.1, 0.6, 0.9, 0.2, 0.6};
    int[] labels = {0, 1, 1, 1, 0, 1};

    assertThat(ThresholdCurve.of(probabilities, labels))
        .isEqualTo(ThresholdCurve.of(PROBABILITIES, LABELS));
  }

  @Test
  void bothZerosAreOneThreshold() {
    assertThat(ThresholdCurve.of(new double[] {0.0, -0.0}, new int[] {1, 0}).points()).hasSize(1);
  }

  @Test
  void anyThresholdHasTheMetricsOfTheLowestPointThatIsNotBelowIt() {
    ThresholdCurve curve = ThresholdCurve.of(PROBABILITIES, LABELS);

    assertThat(curve.at(0.6)).isEqualTo(curve.points().get(1));
    // 0.7 is nearer to 0.6 than to 0.9, but only the example at 0.9 is predicted positive.
    assertThat(curve.at(0.7)).isEqualTo(new Point(0.7, 1 / 4.0, 0, 1, 2 / 5.0));
    assertThat(curve.at(0)).isEqualTo(new Point(0, 1, 1, 4 / 6.0, 4 / 5.0));
    assertThat(curve.at(0.95)).isEqualTo(new Point(0.95, 0, 0, Double.NaN, 0));
  }

  @Test
  void ofSeveralPointsWithTheBestF1TheHighestThresholdIsChosen() {
    ThresholdCurve curve = ThresholdCurve.of(new double[] {0.9, 0.5, 0.4}, new int[] {1, 0, 1});

    // F1 at 0.9: 2/3; at 0.5: 1/2; at 0.4: 4/5
    assertThat(curve.bestF1().threshold()).isEqualTo(0.4);
    // F1 at 0.9: 1/2; at 0.8, 0.7 and 0.6: 2/5, 1/3, 2/7; at 0.5: 1/2
    double[] tied = {0.9, 0.8, 0.7, 0.6, 0.5};
    assertThat(ThresholdCurve.of(tied, new int[] {1, 0, 0, 0, 1}).bestF1().threshold())
        .isEqualTo(0.9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyThresholdAgreesWithTheBinaryMetricsOfExamplesCutThere(long seed) {
    Random random = new Random(seed);
    int[] labels = random.ints(100, 0, 2).toArray();
    // 20 different probabilities, so that most neighbors are tied.
    double[] probabilities = random.ints(100, 0, 20).mapToDouble(i -> i / 19.0).toArray();

    ThresholdCurve curve = ThresholdCurve.of(probabilities, labels);

    for (double threshold : new double[] {0, 0.25, 5 / 19.0, 0.5, 0.99, 1}) {
      double[] cut = Arrays.stream(probabilities).map(p -> p >= threshold ? 1 : 0).toArray();
      BinaryMetrics binary = BinaryMetrics.of(cut, labels);
      Point point = curve.at(threshold);
      assertThat(point.recall()).isEqualTo(binary.recall());
      assertThat(point.precision()).isEqualTo(binary.precision());
      assertThat(point.f1()).isEqualTo(binary.f1());
    }
    assertThat(areaUnderRoc(curve.points()))
        .isCloseTo(BinaryMetrics.of(probabilities, labels).auc(), within(1e-12));
  }

  @Test
  void ratesOfAMissingClassAreNotANumber() {
    ThresholdCurve onlyPositives = ThresholdCurve.of(new double[] {0.9, 0.2}, new int[] {1, 1});
    ThresholdCurve onlyNegatives = ThresholdCurve.of(new double[] {0.9, 0.2}, new int[] {0, 0});

    assertThat(onlyPositives.at(0.5)).isEqualTo(new Point(0.5, 0.5, Double.NaN, 1, 2 / 3.0));
    assertThat(onlyPositives.averagePrecision()).isEqualTo(1);
    assertThat(onlyNegatives.at(0.5)).isEqualTo(new Point(0.5, Double.NaN, 0.5, 0, 0));
    assertThat(onlyNegatives.at(1).recall()).isNaN();
    assertThat(onlyNegatives.averagePrecision()).isNaN();
    assertThat(onlyNegatives.thinned(2)).isEqualTo(onlyNegatives);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void thinnedCurveLooksTheSame(long seed) {
    Random random = new Random(seed);
    int[] labels = random.ints(20_000, 0, 2).toArray();
    double[] probabilities =
        Arrays.stream(labels)
            .mapToDouble(
                label -> 1 / (1 + Math.exp(-1.5 * (2 * label - 1) - random.nextGaussian())))
            .toArray();
    ThresholdCurve curve = ThresholdCurve.of(probabilities, labels);

    ThresholdCurve thin = curve.thinned(400);

    assertThat(curve.points()).hasSizeGreaterThan(19_000).containsAll(thin.points());
    assertThat(thin.points()).hasSizeBetween(100, 400);
    assertThat(thin.points().get(0)).isEqualTo(curve.points().get(0));
    assertThat(thin.points().get(thin.points().size() - 1).recall()).isEqualTo(1);
    // A drawing is about 250 pixels high.
    assertThat(farthest(curve, thin, Point::falsePositiveRate, Point::recall)).isLessThan(0.002);
    assertThat(farthest(curve, thin, Point::recall, Point::precision)).isLessThan(0.002);
  }

  @Test
  void pointsOnAStraightLineAreLeftOutFirst() {
    List<Point> straight = new ArrayList<>();
    for (int i = 0; i <= 8; i++) {
      straight.add(new Point(1 - i / 8.0, i / 8.0, Math.max(0, i - 4) / 8.0, 0.5, 0.5));
    }
    ThresholdCurve curve = new ThresholdCurve(straight);

    assertThat(curve.thinned(5).points())
        .containsExactly(straight.get(0), straight.get(4), straight.get(8));
    assertThat(curve.thinned(9)).isSameAs(curve);
  }

  @Test
  void badInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThresholdCurve.of(new double[] {0.5, Double.NaN}, new int[] {1, 0}))
        .withMessageContaining("Probability 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThresholdCurve.of(PROBABILITIES, LABELS).thinned(1))
        .withMessageContaining("1 points; there must be 2 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ThresholdCurve(List.of()))
        .withMessageContaining("1 or more");
  }

  @Test
  void jsonIsReadBackEqual() throws Exception {
    JsonMapper mapper = JsonMapper.builder().addModule(JsonNumbers.module()).build();
    ThresholdCurve curve = ThresholdCurve.of(new double[] {0.9, 0.2}, new int[] {1, 1});

    assertThat(mapper.readValue(mapper.writeValueAsString(curve), ThresholdCurve.class))
        .isEqualTo(curve);
  }

  private static double areaUnderRoc(List<Point> points) {
    double area = 0;
    Point before = new Point(1, 0, 0, 0, 0);
    for (Point point : points) {
      area +=
          (point.falsePositiveRate() - before.falsePositiveRate())
              * (point.recall() + before.recall())
              / 2;
      before = point;
    }
    return area;
  }

  /** Returns the largest distance of a point from the lines between the thinned ones. */
  private static double farthest(
      ThresholdCurve all,
      ThresholdCurve thin,
      ToDoubleFunction<Point> x,
      ToDoubleFunction<Point> y) {
    double farthest = 0;
    int next = 1;
    for (Point p : all.points()) {
      while (thin.points().get(next).threshold() > p.threshold()) {
        next++;
      }
      Point a = thin.points().get(next - 1);
      Point b = thin.points().get(next);
      farthest =
          Math.max(
              farthest,
              Line2D.ptSegDist(
                  x.applyAsDouble(a),
                  y.applyAsDouble(a),
                  x.applyAsDouble(b),
                  y.applyAsDouble(b),
                  x.applyAsDouble(p),
                  y.applyAsDouble(p)));
    }
    return farthest;
  }
}
