package io.github.rnn4j.layer.samediff;

import static io.github.rnn4j.layer.LayerFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.layer.CentralDifferences;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Why {@link SameDiffRecurrentLayer} does not build on Deeplearning4j's {@code SameDiffLayer}. */
class SameDiffLayerDefectTest {
  private static final int B = 3;
  private static final int C = 2;

  /** Where this test fails, Deeplearning4j has mended the defect. */
  @Test
  void aSameDiffLayerHasTwiceItsGradient() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .list()
                .layer(new Scale())
                .layer(
                    new LossLayer.Builder(LossFunction.L2).activation(Activation.IDENTITY).build())
                .setInputType(InputType.feedForward(C))
                .build());
    network.init();
    network.setInput(random(1, B, C));
    network.setLabels(random(2, B, C));

    network.computeGradientAndScore();

    INDArray analytic = network.gradient().gradient().dup();
    INDArray ofMean = CentralDifferences.gradient(network.params(), () -> score(network));
    INDArray numeric = ofMean.mul(B); // the score is a mean over the batch, the gradient a sum
    assertThat(CentralDifferences.relativeError(analytic, numeric.mul(2))).isLessThan(1e-6);
  }

  private static double score(MultiLayerNetwork network) {
    network.computeGradientAndScore();
    return network.score();
  }

  /** {@code y = x w} with a square matrix of weights. */
  private static final class Scale extends SameDiffLayer {
    private static final long serialVersionUID = 1L;

    @Override
    public SDVariable defineLayer(
        SameDiff sd, SDVariable x, Map<String, SDVariable> parameters, SDVariable mask) {
      return x.mmul(parameters.get("w"));
    }

    @Override
    public void defineParameters(SDLayerParams parameters) {
      parameters.addWeightParam("w", C, C);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
      parameters.get("w").assign(0.3);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
      return inputType;
    }
  }
}
