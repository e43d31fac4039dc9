package io.github.rnn4j.charlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KneserNeyTest {

  /** a b r a c a d a b r a, with e = 5 never seen. */
  private static final int[] ABRACADABRA = {0, 1, 2, 0, 3, 0, 4, 0, 1, 2, 0};

  private static final int V = 6;

  /**
   * By hand. Counts of bigrams: ab 2, br 2, ra 2, ac 1, ca 1, ad 1, da 1: n1 = 4, n2 = 3, n3 = n4 =
   * 0, so the discounts are the fixed ones, 0.5 and 1. Different tokens before each: a 3 (r, c, d),
   * b 1, r 1, c 1, d 1, of 7 in all.
   */
  @Test
  void bigramsAreThoseWorkedOutByHand() {
    KneserNey model = new KneserNey(ABRACADABRA, V, 2);

    // Order 1: a (3 - 1.5) / 7, others (1 - 0.5) / 7; discounted 1.5 + 4 x 0.5 = 3.5 of 7.
    double a1 = 1.5 / 7 + 0.5 / 6;
    double b1 = 0.5 / 7 + 0.5 / 6;
    double e1 = 0.5 / 6;
    // After a: b 2, c 1, d 1 of 4; discounted 1 + 0.5 + 0.5 = 2 of 4.
    int[] afterA = {0};
    assertThat(model.probability(afterA, 1)).isCloseTo(1 / 4.0 + 0.5 * b1, within(1e-12));
    assertThat(model.probability(afterA, 3)).isCloseTo(0.5 / 4 + 0.5 * b1, within(1e-12));
    assertThat(model.probability(afterA, 0)).isCloseTo(0.5 * a1, within(1e-12));
    assertThat(model.probability(afterA, 5)).isCloseTo(0.5 * e1, within(1e-12));
    // After e, which was never seen: only order 1.
    assertThat(model.probability(new int[] {5}, 0)).isCloseTo(a1, within(1e-12));
    assertThat(model.probability(new int[0], 1)).isCloseTo(b1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "5, 4", "9, 5"})
  void probabilitiesSumToOneAfterEveryContext(int order, long seed) {
    Random random = new Random(seed);
    KneserNey model = new KneserNey(markov(random, 3_000), 12, order);

    for (int trial = 0; trial < 200; trial++) {
      int[] context = random.ints(random.nextInt(12), 0, 12).toArray();
      double[] p = IntStream.range(0, 12).mapToDouble(w -> model.probability(context, w)).toArray();

      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
      assertThat(Arrays.stream(p).min().orElseThrow()).isPositive();
    }
  }

  /** Gets the same numbers in another way: counts every string by searching for it in the text. */
  @ParameterizedTest
  @CsvSource({"2, 7", "3, 8", "4, 9"})
  void agreesWithCountingTheTextString(int order, long seed) {
    int[] text = markov(new Random(seed), 400);
    KneserNey model = new KneserNey(text, 12, order);
    SlowKneserNey slow = new SlowKneserNey(text, 12, order);
    Random random = new Random(seed + 1);

    for (int trial = 0; trial < 100; trial++) {
      int[] context = Arrays.copyOfRange(text, trial, trial + random.nextInt(6));
      int token = random.nextInt(12);
      assertThat(model.probability(context, token))
          .isCloseTo(slow.probability(context, token), within(1e-12));
    }
  }

  @Test
  void bitsAreTheMeanOverAllTokensButTheFirst() {
    KneserNey model = new KneserNey(ABRACADABRA, V, 3);
    int[] heldOut = {0, 1, 5};

    double expected =
        -(Math.log(model.probability(new int[] {0}, 1))
                + Math.log(model.probability(new int[] {0, 1}, 5)))
            / 2
            / Math.log(2);

    assertThat(model.bitsPerToken(heldOut)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void longerContextsHelpWhereTheTextHasThem() {
    int[] text = markov(new Random(1), 60_000);
    int[] training = Arrays.copyOf(text, 50_000);
    int[] heldOut = Arrays.copyOfRange(text, 50_000, 60_000);

    List<Double> bits = new ArrayList<>();
    for (int order = 1; order <= 4; order++) {
      bits.add(new KneserNey(training, 12, order).bitsPerToken(heldOut));
    }

    // The two tokens before decide: one token has 0.9 and its share of the rest, 11 have only that.
    double likely = 0.9 + 0.1 / 12;
    double entropy =
        -(likely * Math.log(likely) + 11 * (0.1 / 12) * Math.log(0.1 / 12)) / Math.log(2);
    assertThat(bits.get(0)).isGreaterThan(bits.get(2) + 1);
    assertThat(bits.get(2)).isBetween(entropy - 0.05, entropy + 0.1);
    assertThat(bits.get(3)).isBetween(entropy - 0.05, entropy + 0.15);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, -1})
  void ordersOutOfRangeAreAnError(int order) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KneserNey(ABRACADABRA, V, order))
        .withMessageContaining("order is " + order);
  }

  @Test
  void tokensOutOfRangeAreAnError() {
    KneserNey model = new KneserNey(ABRACADABRA, V, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KneserNey(ABRACADABRA, 4, 2))
        .withMessageContaining("Token 6 has index 4");
    assertThatIllegalArgumentException().isThrownBy(() -> new KneserNey(new int[0], 4, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> model.bitsPerToken(new int[] {0}));
    assertThatIllegalArgumentException().isThrownBy(() -> model.bitsPerToken(new int[] {0, 6}));
  }

  /** The token is mostly the sum of the two before it, modulo 12. */
  private static int[] markov(Random random, int length) {
    int[] text = new int[length];
    for (int i = 0; i < length; i++) {
      boolean follows = i >= 2 && random.nextDouble() < 0.9;
      text[i] = follows ? (text[i - 1] + text[i - 2]) % 12 : random.nextInt(12);
    }
    return text;
  }
}
