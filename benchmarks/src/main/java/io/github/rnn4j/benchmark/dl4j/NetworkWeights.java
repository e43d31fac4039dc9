package io.github.rnn4j.benchmark.dl4j;

import io.github.rnn4j.benchmark.work.CheckWeights;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts and sets the weights of both classes of networks. */
final class NetworkWeights {
  private NetworkWeights() {}

  private static Layer[] layers(NeuralNetwork network) {
    return network instanceof MultiLayerNetwork list
        ? list.getLayers()
        : ((ComputationGraph) network).getLayers();
  }

  static long count(NeuralNetwork network) {
    long count = 0;
    for (Layer layer : layers(network)) {
      count += layer.numParams();
    }
    return count;
  }

  static void setCheckWeights(NeuralNetwork network) {
    for (Layer layer : layers(network)) {
      layer.paramTable().forEach((key, parameter) -> set(layer, key, parameter));
    }
  }

  private static void set(Layer layer, String key, INDArray parameter) {
    if (key.endsWith("b")) { // b; fb, bb; rb
      parameter.assign(0);
    } else if (isEmbedding(layer)) {
      for (int row = 0; row < parameter.rows(); row++) {
        parameter.getRow(row).assign(CheckWeights.embedding(row));
      }
    } else if (layer.conf().getLayer() instanceof BaseOutputLayer) {
      for (int column = 0; column < parameter.columns(); column++) {
        parameter.getColumn(column).assign(CheckWeights.output(column, parameter.rows()));
      }
    } else {
      parameter.assign(CheckWeights.inside(parameter.rows()));
    }
  }

  private static boolean isEmbedding(Layer layer) {
    return layer.conf().getLayer() instanceof EmbeddingSequenceLayer
        || layer.conf().getLayer() instanceof TokenEmbedding;
  }
}
