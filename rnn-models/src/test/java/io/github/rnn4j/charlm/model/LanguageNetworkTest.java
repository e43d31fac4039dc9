package io.github.rnn4j.charlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.Optimizer;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.RateSchedule;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.optimizer.Clip;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

class LanguageNetworkTest {

  private static CharlmConfig words() {
    return new CharlmConfig(
        new DataConfig("-", Unit.SENTENCE, Tokens.WORD, 0, 0, Split.HELD_OUT, false),
        new NetworkConfig(
            TokenInput.EMBEDDING,
            5,
            Cell.GRU,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            8,
            0,
            0,
            OutputWeights.OWN),
        Preset.SMALL.config().training());
  }

  /** Labels are indices there, and only word vectors that occur are updated. */
  @Test
  void largeVocabularyIsLearned() {
    int size = 1500;
    MultiLayerNetwork network = LanguageNetwork.build(words(), size);
    assertThat(LanguageNetwork.targets(size)).isInstanceOf(FeatureEncoding.Indices.class);
    int[][] read = {{3, 1400, 7, 20}, {20, 7, 9, 3}};
    int[][] following = {{1400, 7, 20, 9}, {7, 9, 3, 1}};
    DataSet minibatch =
        new DataSet(
            LanguageNetwork.features(words(), size).encode(read, 4),
            LanguageNetwork.targets(size).encode(following, 4));
    INDArray before = network.getLayer(0).getParam("W").dup();

    // The loss is the sum over the four steps; at first all words are almost equally probable.
    assertThat(network.score(minibatch)).isCloseTo(4 * Math.log(size), within(1.0));
    for (int update = 0; update < 200; update++) {
      network.fit(minibatch);
    }

    assertThat(network.score(minibatch)).isLessThan(0.2 * 4 * Math.log(size));
    INDArray after = network.getLayer(0).getParam("W");
    assertThat(after.getRow(1400)).isNotEqualTo(before.getRow(1400));
    assertThat(after.getRow(1401)).isEqualTo(before.getRow(1401));
  }

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0.01, 0.01, 0.01",
    "LINEAR, 0.01, 0.005, 0.0001",
    "EXPONENTIAL, 0.01, 0.001, 0.0001047"
  })
  void learningRateGoesOnAsItsNameSays(
      RateSchedule schedule, double first, double half, double last) {
    TrainingConfig training =
        new TrainingConfig(
            100,
            0,
            Order.WINDOWS,
            1,
            1,
            Optimizer.ADAM,
            0.95,
            0.01,
            schedule,
            0,
            Clip.LAYER,
            0,
            0,
            0,
            1,
            0);

    ISchedule rates = schedule.of(training);

    assertThat(rates.valueAt(0, 0)).isCloseTo(first, within(1e-9));
    assertThat(rates.valueAt(50, 0)).isCloseTo(half, within(1e-9));
    assertThat(rates.valueAt(99, 0)).isCloseTo(last, within(1e-7));
  }
}
