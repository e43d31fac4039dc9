package io.github.rnn4j.convert;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.runtime.CellActivation;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.shade.jackson.core.JsonProcessingException;

/**
 * Replaces {@code LSTM} and {@code SimpleRnn} with packed layers, including those inside wrappers.
 * The given layers become part of the result.
 */
public final class Dl4jToPacked {

  /** The direction, merge mode and result of a packed layer. */
  private record Mode(Direction direction, MergeMode merge, SequenceResult result) {
    private static final Mode PLAIN =
        new Mode(Direction.FORWARD, MergeMode.CONCAT, SequenceResult.EVERY_STEP);
    private static final Mode LAST =
        new Mode(Direction.FORWARD, MergeMode.CONCAT, SequenceResult.LAST_STATE);
  }

  /** Creates a converter; it holds no state. */
  public Dl4jToPacked() {}

  /**
   * Replaces a layer, or the layers inside it, with packed layers.
   *
   * @param layer the configuration of a layer; it becomes part of the result
   * @param where how an error message refers to the layer, such as {@code Layer 0}
   * @return the replacement, or the same layer if there is nothing to replace
   * @throws IllegalArgumentException if a layer has no packed counterpart; the message names the
   *     layer and the reason
   */
  public Layer convert(Layer layer, String where) {
    if (layer instanceof LastTimeStep last && isCell(last.getUnderlying()) && isBare(last)) {
      return packed((BaseRecurrentLayer) last.getUnderlying(), Mode.LAST, where);
    }
    if (layer instanceof Bidirectional both) {
      return convertBoth(both, where);
    }
    if (layer instanceof FrozenLayer frozen) {
      return LayerSettings.frozen(frozen, convert(frozen.getLayer(), where));
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      wrapper.setUnderlying(convert(wrapper.getUnderlying(), where));
      return wrapper;
    }
    if (isCell(layer)) {
      return packed((BaseRecurrentLayer) layer, Mode.PLAIN, where);
    }
    refuseUnknown(layer, where);
    return layer;
  }

  private Layer convertBoth(Bidirectional both, String where) {
    boolean last = both.getFwd() instanceof LastTimeStep wrapper && isBare(wrapper);
    Layer cell = last ? ((LastTimeStep) both.getFwd()).getUnderlying() : both.getFwd();
    if (isCell(cell) && isBare(both) && cell.getIDropout() == null) {
      SequenceResult result = last ? SequenceResult.LAST_STATE : SequenceResult.EVERY_STEP;
      MergeMode merge =
          switch (both.getMode()) {
            case CONCAT -> MergeMode.CONCAT;
            case ADD -> MergeMode.ADD;
            case MUL -> MergeMode.MULTIPLY;
            case AVERAGE -> MergeMode.AVERAGE;
          };
      Mode mode = new Mode(Direction.BIDIRECTIONAL, merge, result);
      return packed((BaseRecurrentLayer) cell, mode, where);
    }
    both.setFwd(convertInside(both.getFwd(), where));
    both.setBwd(convertInside(both.getBwd(), where));
    return both;
  }

  /**
   * Converts a layer inside {@code Bidirectional}. A {@code LastTimeStep} must stay, because {@code
   * Bidirectional} looks for it.
   */
  private Layer convertInside(Layer direction, String where) {
    if (direction instanceof LastTimeStep last) {
      last.setUnderlying(convert(last.getUnderlying(), where));
      return last;
    }
    return convert(direction, where);
  }

  /** Returns whether a wrapper can be dropped because it has no settings beyond its layer's. */
  private static boolean isBare(LastTimeStep wrapper) {
    return isBare(wrapper, wrapper.getUnderlying());
  }

  private static boolean isBare(Bidirectional wrapper) {
    return isBare(wrapper, wrapper.getFwd())
        && json(wrapper.getFwd()).equals(json(wrapper.getBwd()));
  }

  private static boolean isBare(Layer wrapper, Layer inside) {
    return wrapper.getIDropout() == null
        && wrapper.getConstraints() == null
        && Objects.equals(wrapper.getLayerName(), inside.getLayerName());
  }

  /** Writes a layer as JSON for comparison: {@code SimpleRnn.equals} compares only one field. */
  private static String json(Layer layer) {
    try {
      return NeuralNetConfiguration.mapper().writeValueAsString(layer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write this layer as JSON: " + layer, e);
    }
  }

  private static boolean isCell(Layer layer) {
    return layer.getClass() == LSTM.class || layer.getClass() == SimpleRnn.class;
  }

  /**
   * Rejects Deeplearning4j's other recurrent layers and subclasses of the two supported ones;
   * layers of other libraries are left unchanged.
   */
  @SuppressWarnings("deprecation") // named only to be refused
  private static void refuseUnknown(Layer layer, String where) {
    if (layer instanceof AbstractLSTM || layer instanceof GravesBidirectionalLSTM) {
      throw refusal(where, layer, "it computes something different from LSTM");
    }
    if (layer instanceof SimpleRnn) {
      throw refusal(where, layer, "it extends SimpleRnn and may compute something different");
    }
  }

  private static PackedRecurrentLayer packed(BaseRecurrentLayer cell, Mode mode, String where) {
    PackedRecurrentLayer.Builder<?> builder =
        cell instanceof LSTM lstm ? lstm(lstm, where) : elman((SimpleRnn) cell, where);
    builder.direction(mode.direction()).merge(mode.merge()).result(mode.result());
    PackedRecurrentLayer packed = LayerSettings.copy(cell, builder.build());
    List<String> prefixes = packed.prefixes();
    packed.setConstraints(
        LayerSettings.constraints(
            cell, key -> prefixes.stream().map(prefix -> prefix + key).toList()));
    return packed;
  }

  private static PackedRecurrentLayer.Builder<?> lstm(LSTM layer, String where) {
    if (!(layer.getActivationFn() instanceof ActivationTanH)) {
      throw refusal(
          where,
          layer,
          "its activation is %s, but PackedLstm supports only tanh"
              .formatted(layer.getActivationFn()));
    }
    if (!(layer.getGateActivationFn() instanceof ActivationSigmoid)) {
      throw refusal(
          where,
          layer,
          "its gate activation is %s, but PackedLstm supports only sigmoid"
              .formatted(layer.getGateActivationFn()));
    }
    return new PackedLstm.Builder().forgetGateBias(layer.getForgetGateBiasInit());
  }

  private static PackedRecurrentLayer.Builder<?> elman(SimpleRnn layer, String where) {
    if (layer.hasLayerNorm()) {
      throw refusal(
          where, layer, "it has layer normalization, but PackedElman does not support it");
    }
    try {
      CellActivation.check(layer.getActivationFn());
    } catch (IllegalArgumentException e) {
      throw refusal(where, layer, e.getMessage());
    }
    return new PackedElman.Builder().activation(layer.getActivationFn());
  }

  private static IllegalArgumentException refusal(String where, Layer layer, String reason) {
    return new IllegalArgumentException(
        "%s of type %s has no packed counterpart: %s. Keep the network as it is, or train a new one with packed layers"
            .formatted(where, layer.getClass().getSimpleName(), reason));
  }
}
