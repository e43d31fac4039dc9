package io.github.rnn4j.layer.runtime;

import java.util.Collection;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network gives a layer that it makes.
 *
 * @param conf the layer's configuration
 * @param listeners the network's listeners
 * @param index the layer's place in the network
 * @param parameters the layer's stretch of the parameter vector
 * @param initialize whether the parameters are to be filled
 */
public record LayerArguments(
    FeedForwardLayer conf,
    Collection<TrainingListener> listeners,
    int index,
    INDArray parameters,
    boolean initialize) {

  public LayerArguments {
    LayerValidation.assertNInNOutSet(
        conf.getClass().getSimpleName(), conf.getLayerName(), index, conf.getNIn(), conf.getNOut());
  }

  /** Hands it on to the layer, and returns that. */
  public <L extends BaseLayer<?>> L into(L layer) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(conf.initializer().init(layer.conf(), parameters, initialize));
    return layer;
  }
}
