package io.github.rnn4j.layer.packed;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.layer.Masks;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j's regularization and frozen layers, applied to packed layers. */
class PackedRegularisationTest {
  private static final INDArray MASK = Masks.RIGHT.create(4, 6, 4);

  /**
   * Layers with randomness in their training for which Deeplearning4j draws in the order of the
   * parameters. (Its LSTM draws the noise of the recurrent weights first and gets different
   * numbers.)
   */
  static List<Layer> noisy() {
    return List.of(
        simple().dropOut(0.6).build(),
        lstm().dropOut(0.6).build(),
        lstm().dropOut(new GaussianDropout(0.4)).build(),
        simple().weightNoise(new DropConnect(0.7)).build(),
        simple().weightNoise(new WeightNoise(new NormalDistribution(0, 0.1), true, true)).build(),
        simple().dropOut(0.8).weightNoise(new DropConnect(0.9, true)).l2(0.01).build(),
        lstm()
            .dropOut(0.8)
            .constrainAllParameters(new NonNegativeConstraint())
            .constrainInputWeights(new MaxNormConstraint(0.6, 1))
            .build());
  }

  @ParameterizedTest
  @MethodSource("noisy")
  void chanceDoesTheSameAsInDeeplearning4jsLayer(Layer layer) {
    MultiLayerNetwork theirs = network(layer);
    MultiLayerNetwork plain = PackedNetworks.fromDl4j(theirs);
    ((BaseRecurrentLayer) plain.getLayer(0).conf().getLayer()).setIDropout(null);
    ((BaseRecurrentLayer) plain.getLayer(0).conf().getLayer()).setWeightNoise(null);
    MultiLayerNetwork packed = PackedNetworks.fromDl4j(theirs);

    for (MultiLayerNetwork network : List.of(theirs, plain, packed)) {
      Nd4j.getRandom().setSeed(11);
      for (int i = 0; i < 3; i++) {
        network.fit(data());
      }
    }

    assertThat(distance(packed.params(), theirs.params())).isLessThan(1e-10);
    assertThat(distance(packed.params(), plain.params())).as("chance").isGreaterThan(1e-3);
  }

  @Test
  void errorsPassThroughAFrozenLayerWithBackprop() {
    MultiLayerNetwork frozen =
        network(gru().build(), new FrozenLayerWithBackprop(gru().build()), gru().build());
    MultiLayerNetwork free = network(gru().build(), gru().build(), gru().build());
    free.setParams(frozen.params());
    INDArray before = frozen.getLayer(1).params().dup();

    frozen.fit(data());
    free.fit(data());

    assertThat(frozen.getLayer(1).params()).isEqualTo(before);
    assertThat(free.getLayer(1).params()).isNotEqualTo(before);
    assertThat(distance(frozen.getLayer(0).params(), free.getLayer(0).params())).isLessThan(1e-12);
    assertThat(distance(frozen.getLayer(2).params(), free.getLayer(2).params())).isLessThan(1e-12);
  }

  @Test
  void transferLearningKeepsTheLayersBelowAndChangesTheHead() {
    MultiLayerNetwork trained =
        network(gru().direction(Direction.BIDIRECTIONAL).build(), gru().build());
    trained.fit(data());

    MultiLayerNetwork other =
        new TransferLearning.Builder(trained)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Sgd(0.5)).seed(9).build())
            .setFeatureExtractor(0)
            .removeOutputLayer()
            .addLayer(output(3, 4))
            .build();
    INDArray kept = trained.getLayer(1).params().dup();

    assertThat(other.getLayer(0).params()).isEqualTo(trained.getLayer(0).params());
    assertThat(other.getLayer(1).params()).isEqualTo(kept);
    other.fit(new DataSet(random(1, 4, 2, 6), random(2, 4, 4, 6), MASK, MASK));
    assertThat(other.getLayer(0).params()).isEqualTo(trained.getLayer(0).params());
    assertThat(distance(other.getLayer(1).params(), kept)).isGreaterThan(1e-4);
    assertThat(trained.getLayer(1).params()).as("the network it came from").isEqualTo(kept);
  }

  private static LSTM.Builder lstm() {
    return new LSTM.Builder().nOut(5).activation(Activation.TANH);
  }

  private static SimpleRnn.Builder simple() {
    return new SimpleRnn.Builder().nOut(5).activation(Activation.TANH);
  }

  private static PackedGru.Builder gru() {
    return new PackedGru.Builder().nOut(3);
  }

  private static DataSet data() {
    INDArray y = random(2, 4, 2, 6);
    INDArray x = random(1, 4, 2, 6);
    Nd4j.getRandom().setSeed(33);
    return new DataSet(x, y, MASK, MASK);
  }

  private static RnnOutputLayer output(int from, int to) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(from)
        .nOut(to)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static MultiLayerNetwork network(Layer... hidden) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.01))
            .list();
    for (Layer layer : hidden) {
      list.layer(layer);
    }
    list.layer(output(0, 2)).setInputType(InputType.recurrent(2, RNNFormat.NCW));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }
}
