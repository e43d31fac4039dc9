package io.github.rnn4j.layer.embedding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stores the table row by row. Deeplearning4j stores it column by column, which scatters each
 * vector over memory.
 */
final class EmbeddingTableInitializer extends DefaultParamInitializer {
  static final EmbeddingTableInitializer INSTANCE = new EmbeddingTableInitializer();

  private EmbeddingTableInitializer() {}

  @Override
  protected boolean hasBias(Layer layer) {
    return false;
  }

  @Override
  protected INDArray createWeightMatrix(
      long nIn, long nOut, IWeightInit init, INDArray view, boolean initialize) {
    long[] shape = {nIn, nOut};
    return initialize ? init.init(1, (double) nOut, shape, 'c', view) : view.reshape('c', shape);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    FeedForwardLayer layer = (FeedForwardLayer) conf.getLayer();
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(WEIGHT_KEY, gradientView.reshape('c', layer.getNIn(), layer.getNOut()));
    return views;
  }
}
