package io.github.rnn4j.summary;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** What Deeplearning4j's configurations say about the type, direction and shapes of a layer. */
final class LayerTypes {

  private LayerTypes() {}

  /** Returns the class of a layer; a wrapper is followed by the layer inside it. */
  static String name(Layer layer) {
    String name = layer.getClass().getSimpleName();
    Layer inside = inside(layer);
    return inside == null ? name : "%s(%s)".formatted(name, name(inside));
  }

  /** Returns the layer inside a wrapper; null for other layers. */
  private static Layer inside(Layer layer) {
    if (layer instanceof Bidirectional both) {
      return both.getFwd();
    }
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    return layer instanceof BaseWrapperLayer wrapper ? wrapper.getUnderlying() : null;
  }

  /**
   * Returns the direction in which a layer reads the original sequence; empty if it is not
   * recurrent.
   *
   * @param reversed whether the layer gets the sequence in reverse
   */
  @SuppressWarnings("deprecation") // GravesBidirectionalLSTM, which old networks have
  static String direction(Layer layer, boolean reversed) {
    if (layer instanceof Bidirectional both) {
      return bidirectional(both.getMode());
    }
    if (layer instanceof GravesBidirectionalLSTM) {
      return bidirectional(Bidirectional.Mode.ADD);
    }
    if (layer instanceof PackedRecurrentLayer packed) {
      return packed.direction() == Direction.BIDIRECTIONAL
          ? bidirectional(packed.merge())
          : oneWay((packed.direction() == Direction.BACKWARD) != reversed);
    }
    Layer inside = inside(layer);
    if (inside != null) {
      return direction(inside, reversed);
    }
    return layer instanceof BaseRecurrentLayer ? oneWay(reversed) : "";
  }

  private static String oneWay(boolean backward) {
    return backward ? "backward" : "forward";
  }

  private static String bidirectional(Enum<?> merge) {
    return "bidirectional, " + merge.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type of what a layer reads; null if it is not known.
   *
   * @param before the preprocessor of the layer; may be null
   * @param below the type of what comes from below; null if it is not known
   */
  static InputType read(Layer layer, InputPreProcessor before, InputType below) {
    if (below == null) {
      return expected(layer);
    }
    try {
      return before == null ? below : before.getOutputType(below);
    } catch (RuntimeException notWithThisInput) {
      return expected(layer);
    }
  }

  /** Returns the type that a layer expects, judging by its sizes. */
  private static InputType expected(Layer layer) {
    Layer inside = inside(layer);
    if (inside != null) {
      return expected(inside);
    }
    if (layer instanceof TokenEmbedding || layer instanceof EmbeddingSequenceLayer) {
      return InputType.recurrent(1); // indices
    }
    if (layer instanceof EmbeddingLayer) {
      return InputType.feedForward(1);
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      return sequence(recurrent, recurrent.getRnnDataFormat());
    }
    if (layer instanceof SequenceOutput output) {
      return sequence(output, output.dataFormat());
    }
    if (layer instanceof RnnOutputLayer output) {
      return sequence(output, output.getRnnDataFormat());
    }
    if (layer instanceof Convolution1DLayer convolution) {
      return sequence(convolution, convolution.getRnnDataFormat());
    }
    return layer instanceof FeedForwardLayer dense && !(layer instanceof ConvolutionLayer)
        ? InputType.feedForward(dense.getNIn())
        : null;
  }

  private static InputType sequence(FeedForwardLayer layer, RNNFormat format) {
    return InputType.recurrent(layer.getNIn(), Objects.requireNonNullElse(format, RNNFormat.NCW));
  }

  /** Returns the type of what a layer returns; null if it is not known. */
  static InputType returned(Layer layer, InputType in) {
    try {
      return in == null ? null : layer.getOutputType(-1, in);
    } catch (RuntimeException notWithThisInput) {
      return null;
    }
  }

  /** Returns the type of what a vertex without a layer returns; null if it is not known. */
  static InputType returned(GraphVertex vertex, List<InputType> in) {
    try {
      return in.contains(null) ? null : vertex.getOutputType(-1, in.toArray(InputType[]::new));
    } catch (RuntimeException notWithThisInput) {
      return null;
    }
  }

  /** Writes a shape, such as {@code [B, 20, T]}; a question mark if it is not known. */
  static String shape(InputType type) {
    if (type == null) {
      return "?";
    }
    if (type instanceof InputType.InputTypeRecurrent sequence) {
      String time =
          sequence.getTimeSeriesLength() > 0 ? Long.toString(sequence.getTimeSeriesLength()) : "T";
      return sequence.getFormat() == RNNFormat.NWC
          ? "[B, %s, %d]".formatted(time, sequence.getSize())
          : "[B, %d, %s]".formatted(sequence.getSize(), time);
    }
    boolean eachStep =
        type instanceof InputType.InputTypeFeedForward flat
            && flat.getTimeDistributedFormat() instanceof RNNFormat;
    return Arrays.stream(type.getShape(false))
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", eachStep ? "[B T, " : "[B, ", "]"));
  }
}
