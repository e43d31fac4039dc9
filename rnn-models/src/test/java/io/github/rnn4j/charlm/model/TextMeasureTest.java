package io.github.rnn4j.charlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares with a network that reads each stream or line separately, without padding, in one call.
 */
class TextMeasureTest {

  private static final int SIZE = 7;

  private static CharlmConfig config(Unit unit) {
    return new CharlmConfig(
        new DataConfig("-", unit, Tokens.CHARACTER, 0, 0, Split.HELD_OUT, false),
        new NetworkConfig(
            TokenInput.ONE_HOT,
            4,
            Cell.LSTM,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            2,
            6,
            0.5,
            0.3,
            OutputWeights.OWN),
        Preset.SMALL.config().training());
  }

  private static int[] tokens(int length) {
    return new Random(length).ints(length, 0, SIZE).toArray();
  }

  /** Sum of the surprises of all tokens after the first. */
  private static double nats(MultiLayerNetwork network, int[] tokens) {
    int[] read = Arrays.copyOf(tokens, tokens.length - 1);
    INDArray p = // [1, V, T]
        network.output(new FeatureEncoding.OneHot(SIZE).encode(new int[][] {read}, read.length));
    return IntStream.range(0, read.length)
        .mapToDouble(t -> -Math.log(p.getFloat(0, tokens[t + 1], t)))
        .sum();
  }

  @Test
  void longTextIsReadInStreamsSideBySide() {
    CharlmConfig config = config(Unit.TEXT);
    MultiLayerNetwork network = LanguageNetwork.plain(config, SIZE);
    int[] text = tokens(1553); // 1,552 predictions: 3 streams of 517, one is left
    Part part = new Part("", List.of(text), 0);

    LanguageFigures measured = TextMeasure.besideTraining(config, SIZE).measure(network, part);

    double nats = 0;
    for (int stream = 0; stream < 3; stream++) {
      nats += nats(network, Arrays.copyOfRange(text, stream * 517, (stream + 1) * 517 + 1));
    }
    assertThat(measured.tokens())
        .isEqualTo(1551)
        .isEqualTo(TextMeasure.predictedInStreams(part, Unit.TEXT));
    assertThat(measured.nats()).isCloseTo(nats / 1551, within(1e-5));
  }

  @Test
  void textInOnePieceHasNoJoints() {
    CharlmConfig config = config(Unit.TEXT);
    MultiLayerNetwork network = LanguageNetwork.plain(config, SIZE);
    int[] text = tokens(1553);

    LanguageFigures measured =
        new TextMeasure(config, network, SIZE).measure(new Part("", List.of(text), 0));

    assertThat(measured.tokens()).isEqualTo(1552);
    assertThat(measured.nats()).isCloseTo(nats(network, text) / 1552, within(1e-5));
  }

  @Test
  void linesOfAnyLengthAreMeasuredWithoutTheirPadding() {
    CharlmConfig config = config(Unit.LINE);
    MultiLayerNetwork network = LanguageNetwork.plain(config, SIZE);
    List<int[]> lines = IntStream.of(2, 9, 3, 30, 3, 17).mapToObj(TextMeasureTest::tokens).toList();

    LanguageFigures measured =
        new TextMeasure(config, network, SIZE).measure(new Part("", lines, 0));

    double nats = lines.stream().mapToDouble(line -> nats(network, line)).sum();
    assertThat(measured.tokens()).isEqualTo(58);
    assertThat(measured.nats()).isCloseTo(nats / 58, within(1e-5));
  }
}
