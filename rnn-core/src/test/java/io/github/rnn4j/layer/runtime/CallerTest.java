package io.github.rnn4j.layer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CallerTest {

  private static final List<Boolean> ANSWERS = new ArrayList<>();

  /** A layer that notes what {@link Caller} answers in its backward pass. */
  private static final class Asking extends ActivationLayer {
    private static final long serialVersionUID = 1L;

    Asking() {
      super(Activation.TANH);
    }

    @Override
    public Layer instantiate(
        NeuralNetConfiguration conf,
        Collection<TrainingListener> listeners,
        int index,
        INDArray parameters,
        boolean initialize,
        DataType type) {
      return new AskingRuntime(conf, type);
    }
  }

  private static final class AskingRuntime extends org.deeplearning4j.nn.layers.ActivationLayer {
    private static final long serialVersionUID = 1L;

    AskingRuntime(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
      ANSWERS.add(Caller.discardsInputGradient());
      return super.backpropGradient(epsilon, workspaceMgr);
    }
  }

  @Test
  void onlyFitDiscardsTheGradientWithRespectToTheInput() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Asking())
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();
    INDArray x = Nd4j.rand(4, 2);
    INDArray y = Nd4j.eye(2).repeat(0, 2);
    ANSWERS.clear();

    network.fit(x, y);
    network.calculateGradients(x, y, null, null);
    network.setInput(x);
    network.setLabels(y);
    network.feedForward(true, false);
    network.computeGradientAndScore();

    assertThat(ANSWERS).containsExactly(true, false, true);
    ANSWERS.clear();
    network.getLayer(0).setInput(x, LayerWorkspaceMgr.noWorkspaces());
    network.getLayer(0).backpropGradient(Nd4j.rand(4, 2), LayerWorkspaceMgr.noWorkspaces());
    assertThat(ANSWERS).containsExactly(false);
  }
}
