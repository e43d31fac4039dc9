package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static io.github.rnn4j.layer.packed.PackedLayers.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.kernel.choice.BackendProperty;
import io.github.rnn4j.layer.CentralDifferences;
import io.github.rnn4j.layer.LayerFixture;
import io.github.rnn4j.layer.Masks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.LoggerFactory;

/** Dropout of hidden units in the recurrent product. */
class RecurrentDropoutTest {
  private static final int B = 3;
  private static final int T = 5;
  private static final long MASK_SEED = 77;

  @AfterEach
  void forceNothing() {
    System.clearProperty(BackendProperty.NAME);
  }

  /** With {@code h_t = h_(t-1) + 1}, a kept unit is 1, 3, 7 (times 2, plus 1), a dropped one 1. */
  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void aSequenceKeepsItsMaskForAllSteps(DataType type) {
    LayerFixture layer = counting(200, 0.5, type);
    Nd4j.getRandom().setSeed(MASK_SEED);

    INDArray out = layer.forward(Nd4j.zeros(type, 4, 1, 3), null); // [4, 200, 3]

    int dropped = 0;
    for (int b = 0; b < 4; b++) {
      for (int unit = 0; unit < 200; unit++) {
        double last = out.getDouble(b, unit, 2);
        assertThat(out.getDouble(b, unit, 0)).isEqualTo(1);
        assertThat(out.getDouble(b, unit, 1)).isEqualTo(last == 1 ? 1 : 3);
        assertThat(last).isIn(1.0, 7.0);
        dropped += last == 1 ? 1 : 0;
      }
    }
    assertThat(dropped / 800.0).isCloseTo(0.5, within(0.07)); // four standard deviations
    assertThat(out.slice(0)).as("each sequence has its own").isNotEqualTo(out.slice(1));
  }

  @Test
  void theProbabilityIsThatOfDropping() {
    LayerFixture layer = counting(500, 0.2, DataType.DOUBLE);
    Nd4j.getRandom().setSeed(MASK_SEED);

    INDArray second = layer.forward(Nd4j.zeros(4, 1, 2), null).slice(1, 2); // [4, 500]

    double dropped = second.eq(1).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    assertThat(dropped).isCloseTo(0.2, within(0.036)); // four standard deviations
    assertThat(second.maxNumber().doubleValue()).isCloseTo(1 + 1 / 0.8, within(1e-12));
  }

  /** An Elman layer whose units count their steps. */
  private static LayerFixture counting(int units, double probability, DataType type) {
    LayerFixture layer =
        new LayerFixture(
            new PackedElman.Builder()
                .nIn(1)
                .nOut(units)
                .activation(Activation.IDENTITY)
                .recurrentDropout(probability)
                .build(),
            type);
    layer.layer.getParam("RW").assign(Nd4j.eye(units));
    layer.layer.getParam("b").assign(1);
    return layer;
  }

  static List<Arguments> layers() {
    List<Arguments> all = new ArrayList<>();
    for (PackedLayers kind : PackedLayers.values()) {
      all.add(Arguments.of(kind, Direction.FORWARD, Masks.HOLES));
      all.add(Arguments.of(kind, Direction.BIDIRECTIONAL, Masks.RIGHT));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsEqualCentralDifferencesWithTheMaskFixed(
      PackedLayers kind, Direction direction, Masks masks) {
    LayerFixture layer = layer(kind, direction, 0.4, DataType.DOUBLE);
    long size = ((PackedRecurrentLayer) layer.layer.conf().getLayer()).outputSize();
    INDArray x = random(1, B, C, T);
    INDArray mask = masks.create(B, T, 3);
    INDArray eps = random(2, B, size, T);
    Map<String, INDArray> state = new LinkedHashMap<>();
    PackedLayers.stateSizes(layer).forEach((name, n) -> state.put(name, random(5, B, n)));

    Nd4j.getRandom().setSeed(MASK_SEED);
    LayerFixture.Pass pass = layer.passFrom(state, x, mask, eps);

    Map<String, INDArray> analytic = new LinkedHashMap<>(pass.gradients());
    analytic.put("x", pass.inputGradient());
    analytic.putAll(((PackedRuntime) layer.layer).startGradient());
    Map<String, INDArray> variables = new LinkedHashMap<>(layer.layer.paramTable());
    variables.put("x", x);
    variables.putAll(state);
    assertThat(analytic.keySet()).containsExactlyInAnyOrderElementsOf(variables.keySet());
    variables.forEach(
        (name, variable) -> {
          INDArray gradient = analytic.get(name);
          INDArray along = random(100, variable.shape()); // meets every entry of the gradient
          double numeric =
              CentralDifferences.alongDirection(
                  variable, along, () -> loss(layer, state, x, mask, eps));
          double scale = gradient.norm2Number().doubleValue();
          assertThat(scale).as("a gradient to check").isGreaterThan(1e-3);
          assertThat(Math.abs(gradient.mul(along).sumNumber().doubleValue() - numeric) / scale)
              .as(name)
              .isLessThan(1e-5);
        });
  }

  private static double loss(
      LayerFixture layer, Map<String, INDArray> state, INDArray x, INDArray mask, INDArray eps) {
    Nd4j.getRandom().setSeed(MASK_SEED);
    return layer.forwardFrom(state, x, mask).mul(eps).sumNumber().doubleValue();
  }

  /** The first steps are run again to get the state in the middle, with the mask of the first. */
  @Test
  void theTailOfASegmentHasTheMaskOfTheWhole() {
    LayerFixture layer = layer(PackedLayers.GRU, Direction.FORWARD, 0.4, DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    INDArray eps = random(2, B, PackedLayers.H, T);
    layer.pass(x, null, eps);
    INDArray whole = layer.backward(null, eps).inputGradient();

    layer.forward(x, null);
    INDArray cut = layer.tbptt(eps, 2);
    INDArray other = layer.backward(null, eps).inputGradient();

    // at the last step nothing comes from a later one: the gradient is that of the whole segment
    assertThat(distance(cut.slice(T - 1, 2), other.slice(T - 1, 2))).isLessThan(1e-12);
    assertThat(distance(cut.slice(T - 2, 2), other.slice(T - 2, 2))).isLessThan(1e-12);
    assertThat(distance(whole, other)).as("another forward pass, other masks").isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource(PackedLayers.class)
  void predictionDropsNothing(PackedLayers kind) {
    LayerFixture dropping = layer(kind, Direction.FORWARD, 0.4, DataType.DOUBLE);
    LayerFixture plain = layer(kind, Direction.FORWARD, 0, DataType.DOUBLE);
    INDArray x = random(1, B, C, T);

    assertThat(dropping.timeStep(x)).isEqualTo(plain.timeStep(x));
    assertThat(distance(dropping.forward(x, null), plain.forward(x, null))).isGreaterThan(1e-3);
    // a frozen layer predicts in training too, and its gradient is that of the prediction
    dropping.layer.rnnClearPreviousState();
    plain.layer.rnnClearPreviousState();
    INDArray eps = random(2, B, PackedLayers.H, T);
    dropping.timeStep(x);
    plain.timeStep(x);
    assertThat(dropping.backward(null, eps).gradients())
        .isEqualTo(plain.backward(null, eps).gradients());
  }

  @Test
  void withoutDropoutNoRandomNumberIsDrawn() {
    LayerFixture layer = layer(PackedLayers.LSTM, Direction.BIDIRECTIONAL, 0, DataType.DOUBLE);
    INDArray x = random(1, B, C, T);
    Nd4j.getRandom().setSeed(MASK_SEED);
    INDArray expected = Nd4j.rand(2, 2);
    Nd4j.getRandom().setSeed(MASK_SEED);

    layer.forward(x, null);

    assertThat(Nd4j.rand(2, 2)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "plain"})
  void everyBackendDropsTheSame(String backend) {
    MultiLayerNetwork network = trained(backend);
    MultiLayerNetwork reference = trained("nd4j");
    MultiLayerNetwork again = trained(backend);

    assertThat(distance(network.params(), reference.params())).isLessThan(1e-5);
    assertThat(again.params()).as("the same seed").isEqualTo(network.params());
  }

  private static MultiLayerNetwork trained(String engine) {
    System.setProperty(BackendProperty.NAME, engine);
    MultiLayerNetwork network =
        PackedNetwork.of(
            new PackedLstm.Builder()
                .nOut(17)
                .direction(Direction.BIDIRECTIONAL)
                .recurrentDropout(0.3)
                .build(),
            new PackedGru.Builder().nOut(9).recurrentDropout(0.5).build(),
            new PackedElman.Builder().nOut(20).recurrentDropout(0.2).build());
    for (int i = 0; i < 3; i++) {
      network.fit(PackedNetwork.minibatch(i, 12 + i, 7, 5, 1, 3));
    }
    return network;
  }

  @Test
  void itIsSavedAndTellsLayersApart() {
    MultiLayerConfiguration conf =
        PackedNetwork.of(new PackedGru.Builder().nOut(3).recurrentDropout(0.25).build())
            .getLayerWiseConfigurations();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(conf.toJson());

    assertThat(read).isEqualTo(conf);
    PackedGru layer = (PackedGru) read.getConf(0).getLayer();
    assertThat(layer.recurrentDropout()).isEqualTo(0.25);
    assertThat(new PackedGru.Builder().nOut(3).recurrentDropout(0.25).build())
        .isNotEqualTo(new PackedGru.Builder().nOut(3).build());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void aProbabilityOutOfRangeIsRefused(double probability) {
    assertThatThrownBy(() -> new PackedLstm.Builder().recurrentDropout(probability).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recurrentDropout is " + probability)
        .hasMessageContaining("at least 0 and below 1");
  }

  @Test
  void aNetworkForDeeplearning4jPredictsTheSameAndTheLossIsLogged() {
    MultiLayerNetwork packed =
        PackedNetwork.of(new PackedLstm.Builder().nOut(3).recurrentDropout(0.25).build());
    Logger logger = (Logger) LoggerFactory.getLogger("io.github.rnn4j.convert.PackedToDl4j");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Level level = logger.getLevel();
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
    lines.start();

    MultiLayerNetwork theirs = PackedNetworks.toDl4j(packed);
    logger.detachAppender(lines);
    logger.setLevel(level);

    INDArray x = random(1, B, PackedNetwork.FEATURES, T).castTo(DataType.FLOAT);
    assertThat(theirs.getLayer(0).conf().getLayer()).isInstanceOf(LSTM.class);
    assertThat(distance(theirs.output(x), packed.output(x))).isLessThan(1e-5);
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .startsWith("Layer 0 (layer0)")
        .contains("no recurrent dropout", "0.25");
  }

  private static LayerFixture layer(
      PackedLayers kind, Direction direction, double probability, DataType type) {
    PackedRecurrentLayer.Builder<?> builder = kind.builder();
    builder.direction(direction).recurrentDropout(probability).nIn(C).nOut(PackedLayers.H);
    PackedRecurrentLayer layer = builder.build();
    return PackedLayers.randomized(new LayerFixture(layer, type));
  }
}
