package io.github.rnn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

  private static final float NEVER = Float.NEGATIVE_INFINITY;

  /** Logarithms of probabilities that are exact in binary. */
  private static final float[] HALVES = logarithms(0.0625, 0.5, 0.25, 0.125, 0.0625);

  /** The 0.999 quantile of chi-squared with 9 degrees of freedom. */
  private static final double CHI_SQUARED_9 = 27.877;

  @ParameterizedTest
  @CsvSource({"1, 0.1065, 0.7870", "0.5, 0.2119, 0.5761", "0.1, 0.3104, 0.3792"})
  void scaleGivesTheTextbooksDistributions(double scale, double first, double last) {
    double[] p = distribution(SamplingOptions.PLAIN.withScale(scale), 1, 1, 3);

    assertThat(p).containsExactly(new double[] {first, first, last}, within(5e-5));
  }

  @Test
  void temperatureIsTheInverseOfTheScale() {
    assertThat(SamplingOptions.PLAIN.withTemperature(0.5))
        .isEqualTo(SamplingOptions.PLAIN.withScale(2));
    assertThat(SamplingOptions.PLAIN.withTemperature(4).scale()).isEqualTo(0.25);
  }

  @Test
  void logitsAndLogProbabilitiesGiveTheSame() {
    float[] shifted = {HALVES[0] + 7, HALVES[1] + 7, HALVES[2] + 7, HALVES[3] + 7, HALVES[4] + 7};

    assertThat(distribution(SamplingOptions.PLAIN, shifted))
        .containsExactly(new double[] {0.0625, 0.5, 0.25, 0.125, 0.0625}, within(1e-6));
  }

  @Test
  void topKKeepsExactlyTheMostProbable() {
    assertThat(distribution(SamplingOptions.PLAIN.withTopK(3), HALVES))
        .containsExactly(new double[] {0, 4 / 7.0, 2 / 7.0, 1 / 7.0, 0}, within(1e-6));
    // Token 0 and token 4 tie for the fourth place: the lower index has it.
    assertThat(distribution(SamplingOptions.PLAIN.withTopK(4), HALVES)[0]).isPositive();
    assertThat(distribution(SamplingOptions.PLAIN.withTopK(4), HALVES)[4]).isZero();
    assertThat(distribution(SamplingOptions.PLAIN.withTopK(9), HALVES)[4]).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.4, 1", "0.6, 2", "0.74, 2", "0.76, 3", "0.9, 4", "0.99, 5", "1, 5"})
  void topPKeepsTheFewestThatReachIt(double topP, int kept) {
    double[] p = distribution(SamplingOptions.PLAIN.withTopP(topP), HALVES);

    int[] ranked = {1, 2, 3, 0, 4};
    for (int rank = 0; rank < 5; rank++) {
      assertThat(p[ranked[rank]] > 0).isEqualTo(rank < kept);
    }
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    // What stays keeps its ratios.
    if (kept > 1) {
      assertThat(p[1] / p[2]).isCloseTo(2, within(1e-5));
    }
  }

  @Test
  void topPCountsWhatScaleAndTopKLeave() {
    // Squared and cut to two, 1/4 and 1/16 become 4/5 and 1/5: 0.75 is reached by the first.
    SamplingOptions options = SamplingOptions.PLAIN.withScale(2).withTopK(2).withTopP(0.75);

    assertThat(distribution(options, HALVES)).containsExactly(0, 1, 0, 0, 0);
    assertThat(distribution(options.withTopP(0.85), HALVES)[2]).isCloseTo(0.2, within(1e-6));
  }

  @Test
  void greedyTakesTheFirstOfTheMostProbable() {
    Sampler sampler = new Sampler(SamplingOptions.GREEDY, 1);

    assertThat(sampler.next(new float[] {NEVER, 2, 5, 5, 1})).isEqualTo(2);
    assertThat(sampler.distribution(new float[] {-5, -5})).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void drawsFollowTheDistribution(long seed) {
    float[] logits = {0, 1, 2, -1, 0.5f, 1.5f, -2, 0.1f, 3, 0.7f};
    SamplingOptions options = SamplingOptions.PLAIN.withScale(0.8);
    Sampler sampler = new Sampler(options, seed);

    long[] counts = new long[10];
    IntStream.range(0, 100_000).forEach(i -> counts[sampler.next(logits)]++);

    assertThat(chiSquared(counts, distribution(options, logits))).isLessThan(CHI_SQUARED_9);
    // The test has teeth: against a scale of 0.85 the same draws fail by far.
    assertThat(chiSquared(counts, distribution(options.withScale(0.85), logits)))
        .isGreaterThan(2 * CHI_SQUARED_9);
  }

  @Test
  void whatIsCutOffIsNeverDrawn() {
    Sampler sampler = new Sampler(SamplingOptions.PLAIN.withTopK(2), 4);
    float[] logits = {3, NEVER, 2.9f, 2.8f};

    int[] drawn = IntStream.range(0, 10_000).map(i -> sampler.next(logits)).distinct().toArray();

    assertThat(drawn).containsExactlyInAnyOrder(0, 2);
    assertThat(new Sampler(SamplingOptions.PLAIN, 4).distribution(logits)[1]).isZero();
  }

  @Test
  void sameSeedGivesTheSameTokens() {
    assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
  }

  @Test
  void extremeScalesAndLogitsStayFinite() {
    assertThat(distribution(SamplingOptions.PLAIN.withScale(1e300), 1, 2)).containsExactly(0, 1);
    assertThat(distribution(SamplingOptions.PLAIN, -3e38f, 3e38f)).containsExactly(0, 1);
    assertThat(distribution(SamplingOptions.PLAIN.withScale(Double.MIN_VALUE), 1, 2))
        .containsExactly(0.5, 0.5);
  }

  @Test
  void errorsNameTheValueAndTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.PLAIN.withScale(0))
        .withMessageContaining("scale is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.PLAIN.withScale(Double.NaN))
        .withMessageContaining("scale is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.PLAIN.withTemperature(0))
        .withMessageContaining("temperature is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.PLAIN.withTopK(-1))
        .withMessageContaining("topK is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.PLAIN.withTopP(0))
        .withMessageContaining("topP is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingOptions.GREEDY.withTopK(5))
        .withMessageContaining("no effect");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distribution(SamplingOptions.PLAIN, 1, Float.NaN))
        .withMessageContaining("Logit 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distribution(SamplingOptions.GREEDY, NEVER, NEVER))
        .withMessageContaining("None of 2 tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distribution(SamplingOptions.PLAIN))
        .withMessageContaining("None of 0 tokens");
  }

  private static double[] distribution(SamplingOptions options, float... logits) {
    return new Sampler(options, 0).distribution(logits);
  }

  private static int[] draws(long seed) {
    Sampler sampler = new Sampler(SamplingOptions.PLAIN, seed);
    return IntStream.range(0, 50).map(i -> sampler.next(HALVES)).toArray();
  }

  private static double chiSquared(long[] counts, double[] probabilities) {
    long n = Arrays.stream(counts).sum();
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> Math.pow(counts[i] - n * probabilities[i], 2) / (n * probabilities[i]))
        .sum();
  }

  private static float[] logarithms(double... probabilities) {
    float[] logarithms = new float[probabilities.length];
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = (float) Math.log(probabilities[i]);
    }
    return logarithms;
  }
}
