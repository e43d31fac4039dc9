package io.github.rnn4j.layer.runtime;

import io.github.rnn4j.layer.parameter.CellParameter;
import io.github.rnn4j.layer.parameter.CellParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Collects the constraints that Deeplearning4j's recurrent builders keep separate from those that
 * every layer can have.
 */
public final class WeightConstraints {
  private WeightConstraints() {}

  /**
   * Adds the constraints of the input and recurrent weights to existing ones, which may be null.
   */
  public static List<LayerConstraint> add(
      List<LayerConstraint> known, CellParameters parameters, Layer.Builder<?> builder) {
    BaseRecurrentLayer.Builder<?> own = (BaseRecurrentLayer.Builder<?>) builder;
    List<LayerConstraint> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    addFor(all, own.getInputWeightConstraints(), parameters.keys(CellParameter.Role.INPUT_WEIGHT));
    addFor(
        all, own.getRecurrentConstraints(), parameters.keys(CellParameter.Role.RECURRENT_WEIGHT));
    return all.isEmpty() ? known : all;
  }

  private static void addFor(
      List<LayerConstraint> all, List<LayerConstraint> added, List<String> keys) {
    if (added == null) {
      return;
    }
    for (LayerConstraint constraint : added) {
      LayerConstraint copy = constraint.clone();
      copy.setParams(new HashSet<>(keys));
      all.add(copy);
    }
  }
}
