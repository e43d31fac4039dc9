package io.github.rnn4j.timeseries.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.timeseries.TinyModel;
import io.github.rnn4j.timeseries.config.OutputForm;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.config.Strategy;
import io.github.rnn4j.timeseries.preparation.Preparation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesNetworkTest {

  private static final SeriesConfig CONFIG = TinyModel.config(OutputForm.QUANTILE, Strategy.DIRECT);
  private static final Preparation PREPARATION = TinyModel.preparation(CONFIG, TinyModel.RAMP);

  private static float[] weights(long seed) {
    return SeriesNetwork.build(CONFIG, PREPARATION, seed).params().toFloatVector();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE})
  void everySeedRepeatsTheInitialWeights(long seed) {
    assertThat(weights(seed)).isEqualTo(weights(seed)).isNotEqualTo(weights(5));
  }
}
