package io.github.rnn4j.optimizer;

import static io.github.rnn4j.layer.LayerFixture.distance;
import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The update of a network with learning rate 1, which is the clipped gradient. */
class ClipTest {
  private static final int B = 7;
  private static final int C = 3;
  private static final int H = 4;
  private static final int HIDDEN = C * H + H; // parameters of the first layer

  private static INDArray update(Clip clip, double threshold) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder().seed(4).dataType(DataType.DOUBLE).updater(new Sgd(1));
    clip.configure(base, threshold);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base.list()
                .layer(new DenseLayer.Builder().nOut(H).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(C))
                .build());
    network.init();
    network.addListeners(clip.gradientNorm(threshold));
    INDArray before = network.params().dup();
    network.fit(
        new DataSet(
            random(1, B, C).castTo(DataType.DOUBLE),
            random(2, B, 2).castTo(DataType.DOUBLE).mul(3)));
    return before.sub(network.params()).reshape(before.length());
  }

  private static double norm(INDArray vector) {
    return vector.norm2Number().doubleValue();
  }

  private static INDArray hidden(INDArray all) {
    return all.get(NDArrayIndex.interval(0, HIDDEN));
  }

  private static INDArray output(INDArray all) {
    return all.get(NDArrayIndex.interval(HIDDEN, all.length()));
  }

  @ParameterizedTest
  @EnumSource
  void thresholdZeroClipsNothing(Clip clip) {
    INDArray gradient = update(Clip.GLOBAL, 0);

    assertThat(update(clip, 0)).isEqualTo(gradient);
    assertThat(norm(gradient)).isGreaterThan(1);
  }

  @Test
  void globalLimitsTheNormOverAllParameters() {
    INDArray gradient = update(Clip.GLOBAL, 0);
    double threshold = norm(gradient) / 2;

    INDArray clipped = update(Clip.GLOBAL, threshold);

    assertThat(norm(clipped)).isCloseTo(threshold, within(1e-9));
    assertThat(distance(clipped, gradient.mul(0.5))).isLessThan(1e-9);
  }

  @Test
  void layerLimitsTheNormOfEachLayer() {
    INDArray gradient = update(Clip.GLOBAL, 0);
    double between = (norm(hidden(gradient)) + norm(output(gradient))) / 2;

    INDArray clipped = update(Clip.LAYER, between);

    boolean hiddenIsLarger = norm(hidden(gradient)) > between;
    INDArray scaled = hiddenIsLarger ? hidden(clipped) : output(clipped);
    INDArray kept = hiddenIsLarger ? output(clipped) : hidden(clipped);
    assertThat(norm(scaled)).isCloseTo(between, within(1e-9));
    assertThat(distance(kept, hiddenIsLarger ? output(gradient) : hidden(gradient))).isZero();
  }

  @Test
  void valueLimitsEachNumber() {
    INDArray gradient = update(Clip.GLOBAL, 0);
    double threshold = gradient.amaxNumber().doubleValue() / 3;

    INDArray clipped = update(Clip.VALUE, threshold);

    INDArray expected = Transforms.max(Transforms.min(gradient, threshold), -threshold);
    assertThat(distance(clipped, expected)).isLessThan(1e-9);
    assertThat(distance(clipped, gradient)).isGreaterThan(threshold);
  }
}
