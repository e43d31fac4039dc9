package io.github.rnn4j.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;

/** Copies the settings that all recurrent layers of Deeplearning4j share. */
final class LayerSettings {
  private LayerSettings() {}

  /** Copies the settings that both layers have, except for the constraints. */
  static <L extends BaseRecurrentLayer> L copy(BaseRecurrentLayer from, L to) {
    to.setLayerName(from.getLayerName());
    to.setIDropout(from.getIDropout());
    to.setActivationFn(from.getActivationFn());
    to.setWeightInitFn(from.getWeightInitFn());
    to.setWeightInitFnRecurrent(from.getWeightInitFnRecurrent());
    to.setBiasInit(from.getBiasInit());
    to.setGainInit(from.getGainInit());
    to.setRegularization(from.getRegularization());
    to.setRegularizationBias(from.getRegularizationBias());
    to.setIUpdater(from.getIUpdater());
    to.setBiasUpdater(from.getBiasUpdater());
    to.setWeightNoise(from.getWeightNoise());
    to.setGradientNormalization(from.getGradientNormalization());
    to.setGradientNormalizationThreshold(from.getGradientNormalizationThreshold());
    to.setNIn(from.getNIn());
    to.setNOut(from.getNOut());
    to.setTimeDistributedFormat(from.getTimeDistributedFormat());
    to.setRnnDataFormat(from.getRnnDataFormat());
    return to;
  }

  /**
   * Copies the constraints with renamed parameter keys; null if there are none, as in
   * Deeplearning4j.
   */
  static List<LayerConstraint> constraints(
      Layer from, Function<String, ? extends List<String>> keys) {
    if (from.getConstraints() == null) {
      return null;
    }
    List<LayerConstraint> all = new ArrayList<>();
    for (LayerConstraint constraint : from.getConstraints()) {
      Set<String> renamed = new HashSet<>();
      constraint.getParams().forEach(key -> renamed.addAll(keys.apply(key)));
      LayerConstraint copy = constraint.clone();
      copy.setParams(renamed);
      all.add(copy);
    }
    return all;
  }

  /**
   * Freezes a layer with the settings of an existing frozen layer, because Deeplearning4j cannot
   * replace the layer inside a frozen one.
   */
  static FrozenLayer frozen(FrozenLayer like, Layer inside) {
    String name = inside.getLayerName();
    List<LayerConstraint> constraints = inside.getConstraints();
    FrozenLayer frozen = new FrozenLayer(inside);
    frozen.setIDropout(like.getIDropout());
    frozen.setLayerName(like.getLayerName());
    frozen.setConstraints(like.getConstraints());
    inside.setLayerName(name); // the two setters above also change it
    inside.setConstraints(constraints);
    return frozen;
  }
}
