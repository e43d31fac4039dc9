package io.github.rnn4j.convert;

import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces packed layers with Deeplearning4j's, including those inside wrappers. The given layers
 * become part of the result.
 */
final class PackedToDl4j {
  private static final Logger log = LoggerFactory.getLogger(PackedToDl4j.class);

  /**
   * Replaces a packed layer, or the packed layers inside it, with Deeplearning4j's.
   *
   * @param where how an error message refers to the layer
   */
  Layer convert(Layer layer, String where) {
    if (layer instanceof PackedRecurrentLayer packed) {
      return wrapped(packed, where);
    }
    if (layer instanceof FrozenLayer frozen) {
      return LayerSettings.frozen(frozen, convert(frozen.getLayer(), where));
    }
    if (layer instanceof Bidirectional both) {
      both.setFwd(convert(both.getFwd(), where));
      both.setBwd(convert(both.getBwd(), where));
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      wrapper.setUnderlying(convert(wrapper.getUnderlying(), where));
    }
    return layer;
  }

  private static Layer wrapped(PackedRecurrentLayer packed, String where) {
    if (packed.direction() == Direction.BACKWARD) {
      throw refusal(where, packed, "it runs backward only");
    }
    BaseRecurrentLayer cell = LayerSettings.copy(packed, cell(packed, where));
    if (packed.recurrentDropout() > 0) {
      log.warn(
          "{}: Deeplearning4j has no recurrent dropout; the converted layer predicts the same, but"
              + " trains without the recurrent dropout of {}",
          where,
          packed.recurrentDropout());
    }
    cell.setConstraints(
        LayerSettings.constraints(packed, key -> withoutPrefix(packed.prefixes(), key)));
    Layer last = cell;
    if (packed.result() == SequenceResult.LAST_STATE_AND_CELL && packed instanceof PackedLstm) {
      throw refusal(where, packed, "its result includes the cell state");
    }
    if (packed.pooling().isPresent()) {
      throw refusal(
          where,
          packed,
          "its result is %s, and Deeplearning4j pools in a layer of its own, GlobalPoolingLayer"
              .formatted(packed.result()));
    }
    if (packed.result() != SequenceResult.EVERY_STEP) {
      last = new LastTimeStep(cell);
      last.setLayerName(packed.getLayerName());
    }
    return packed.direction() == Direction.BIDIRECTIONAL ? both(packed, last) : last;
  }

  private static Bidirectional both(PackedRecurrentLayer packed, Layer direction) {
    Bidirectional.Mode mode =
        switch (packed.merge()) {
          case CONCAT -> Bidirectional.Mode.CONCAT;
          case ADD -> Bidirectional.Mode.ADD;
          case MULTIPLY -> Bidirectional.Mode.MUL;
          case AVERAGE -> Bidirectional.Mode.AVERAGE;
        };
    Bidirectional both = new Bidirectional(mode, direction);
    both.setLayerName(packed.getLayerName());
    return both;
  }

  private static BaseRecurrentLayer cell(PackedRecurrentLayer packed, String where) {
    if (packed instanceof PackedLstm lstm) {
      return new LSTM.Builder().forgetGateBiasInit(lstm.forgetGateBias()).build();
    }
    if (packed instanceof PackedElman) {
      return new SimpleRnn.Builder().build();
    }
    throw refusal(where, packed, "there is no such cell in Deeplearning4j");
  }

  /** Returns each key once: the constraints of the forward direction serve for both. */
  private static List<String> withoutPrefix(List<String> prefixes, String key) {
    String prefix = prefixes.get(0);
    return key.startsWith(prefix) ? List.of(key.substring(prefix.length())) : List.of();
  }

  private static IllegalArgumentException refusal(String where, Layer layer, String reason) {
    return new IllegalArgumentException(
        "%s of type %s has no Deeplearning4j counterpart: %s. Keep the packed layer, with this library on the class path"
            .formatted(where, layer.getClass().getSimpleName(), reason));
  }
}
