package io.github.rnn4j.layer.runtime;

import java.util.Collection;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arguments that a network passes to a layer when it creates one.
 *
 * @param conf the layer's configuration
 * @param listeners the network's listeners
 * @param index the layer's position in the network
 * @param parameters the layer's part of the parameter vector
 * @param initialize whether to fill the parameters with initial values
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

  /** Sets the arguments on a layer and returns the layer. */
  public <L extends BaseLayer<?>> L into(L layer) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(conf.initializer().init(layer.conf(), parameters, initialize));
    return layer;
  }
}
