package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The layers around the recurrent layers, which are the same for both kinds. Sizes are set
 * explicitly because {@code setInputType} would mistake the single row of indices for the size of
 * the embedding table.
 */
final class Layers {
  static final double LEARNING_RATE = 0.001;
  private static final long SEED = 1;

  private Layers() {}

  static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .dataType(DataType.FLOAT)
        .weightInit(WeightInit.XAVIER)
        .updater(updater);
  }

  /** Builds a layer with an output at every step. */
  @FunctionalInterface
  interface EveryStep {
    Layer of(Network shape, LossFunction loss, Activation activation);
  }

  /** Returns the layers of the head, from bottom to top. */
  static List<Layer> head(Network shape, EveryStep everyStep) {
    return switch (shape.head()) {
      case SYMBOLS -> List.of(everyStep.of(shape, LossFunction.MCXENT, Activation.SOFTMAX));
      case VALUES -> List.of(everyStep.of(shape, LossFunction.MSE, Activation.IDENTITY));
      case REVIEW_CLASS ->
          List.of(
              new DenseLayer.Builder()
                  .nIn(shape.stateSize())
                  .nOut(Network.DENSE)
                  .activation(Activation.RELU)
                  .build(),
              new OutputLayer.Builder(LossFunction.XENT)
                  .nIn(Network.DENSE)
                  .nOut(shape.outputs())
                  .activation(Activation.SIGMOID)
                  .build());
    };
  }
}
