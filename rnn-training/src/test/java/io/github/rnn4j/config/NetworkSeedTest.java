package io.github.rnn4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class NetworkSeedTest {

  private static float[] drawn(long seed) {
    Nd4j.getRandom().setSeed(NetworkSeed.of(seed));
    return Nd4j.rand(3).toFloatVector();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void everySeedRepeatsItsNumbers(long seed) {
    assertThat(drawn(seed)).isEqualTo(drawn(seed)).isNotEqualTo(drawn(2));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 4711})
  void seedsOtherThanZeroStayAsTheyAre(long seed) {
    assertThat(NetworkSeed.of(seed)).isEqualTo(seed);
  }
}
