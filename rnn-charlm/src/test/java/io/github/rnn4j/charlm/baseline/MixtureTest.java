package io.github.rnn4j.charlm.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {

  @Test
  void modelsThatAreRightEquallyOftenGetTheSameWeight() {
    double[] first = surprises(0.9, 0.1, 0.9, 0.1);
    double[] second = surprises(0.1, 0.9, 0.1, 0.9);

    Mixture both = Mixture.fitted(first, second);

    assertThat(both.weight()).isCloseTo(0.5, within(1e-9));
    assertThat(both.nats(first, second)).isCloseTo(-Math.log(0.5), within(1e-9));
  }

  @Test
  void noOtherWeightPredictsTheTextBetter() {
    Random random = new Random(1);
    double[] first = random.doubles(500, 0.05, 1).map(p -> -Math.log(p)).toArray();
    double[] second = random.doubles(500, 0.02, 0.9).map(p -> -Math.log(p)).toArray();

    Mixture both = Mixture.fitted(first, second);

    double least =
        IntStream.rangeClosed(0, 1000)
            .mapToDouble(w -> new Mixture(w / 1000.0).nats(first, second))
            .min()
            .orElseThrow();
    assertThat(both.weight()).isBetween(0.1, 0.9);
    assertThat(both.nats(first, second)).isCloseTo(least, within(1e-6));
  }

  @Test
  void aModelThatIsAlwaysWorseGetsNothing() {
    double[] better = surprises(0.5, 0.6, 0.7);
    double[] worse = surprises(0.1, 0.2, 0.3);

    assertThat(Mixture.fitted(better, worse).weight()).isCloseTo(1, within(1e-4));
    assertThat(Mixture.fitted(worse, better).weight()).isCloseTo(0, within(1e-4));
  }

  @Test
  void surprisesOfDifferentTextsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mixture.fitted(new double[2], new double[3]))
        .withMessageContaining("2 and 3 surprises");
  }

  private static double[] surprises(double... probabilities) {
    return IntStream.range(0, probabilities.length)
        .mapToDouble(t -> -Math.log(probabilities[t]))
        .toArray();
  }
}
