package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.Assignment;
import io.github.rnn4j.benchmark.work.Head;
import io.github.rnn4j.benchmark.work.Network;
import io.github.rnn4j.benchmark.work.Session;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.optimizer.LazyAdam;
import java.util.Optional;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds the networks as a user of rnn-core would: packed layers in a {@link MultiLayerNetwork}.
 */
final class PackedNetworks implements NetworkBuilder {

  @Override
  public Optional<NeuralNetwork> build(Network shape) {
    ListBuilder list = Layers.base(new FusedAdam(Layers.LEARNING_RATE)).list();
    if (shape.readsTokens()) {
      list.layer(embedding(shape));
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      list.layer(recurrent(shape, layer));
    }
    Layers.head(shape, PackedNetworks::everyStep).forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    DirectUpdater.install(network);
    return Optional.of(network);
  }

  private static Layer embedding(Network shape) {
    return new TokenEmbedding.Builder()
        .nIn(shape.vocabulary())
        .nOut(shape.inputs())
        .updater(new LazyAdam(Layers.LEARNING_RATE))
        .build();
  }

  private static Layer everyStep(Network shape, LossFunction loss, Activation activation) {
    return new SequenceOutput.Builder(loss)
        .nIn(shape.stateSize())
        .nOut(shape.outputs())
        .activation(activation)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static PackedRecurrentLayer recurrent(Network shape, int layer) {
    PackedRecurrentLayer.Builder<?> builder =
        switch (shape.cell()) {
          case ELMAN -> new PackedElman.Builder();
          case GRU -> new PackedGru.Builder();
          case LSTM -> new PackedLstm.Builder();
        };
    boolean last = shape.head() == Head.REVIEW_CLASS && layer == shape.layers() - 1;
    return builder
        .nIn(shape.inputsOf(layer))
        .nOut(shape.hidden())
        .dataFormat(RNNFormat.NCW)
        .direction(shape.bidirectional() ? Direction.BIDIRECTIONAL : Direction.FORWARD)
        .result(last ? SequenceResult.LAST_STATE : SequenceResult.EVERY_STEP)
        .build();
  }

  @Override
  public Session generation(MultiLayerNetwork network, Assignment assignment) {
    return new StepwiseGeneration(network, assignment);
  }

  @Override
  public Session inference(NeuralNetwork network, Assignment assignment) {
    return new PredictorInference((MultiLayerNetwork) network, assignment);
  }

  @Override
  public String toString() {
    return "rnn-core";
  }
}
