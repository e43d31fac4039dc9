package io.github.rnn4j.layer.packed;

import io.github.rnn4j.layer.LayerFixture;
import java.util.Map;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** The packed layers as parameters of tests. */
public enum PackedLayers {
  ELMAN,
  ELMAN_RELU,
  LSTM,
  GRU;

  static final int C = 3;
  static final int H = 4;

  public PackedRecurrentLayer.Builder<?> builder() {
    return switch (this) {
      case ELMAN -> new PackedElman.Builder();
      case ELMAN_RELU -> new PackedElman.Builder().activation(Activation.RELU);
      case LSTM -> new PackedLstm.Builder();
      case GRU -> new PackedGru.Builder();
    };
  }

  PackedRecurrentLayer create(Direction direction, MergeMode merge, SequenceResult result) {
    PackedRecurrentLayer.Builder<?> builder = builder();
    builder.direction(direction).merge(merge).result(result).nIn(C).nOut(H);
    return builder.build();
  }

  /** A forward layer of {@code C} features and {@code H} units that yields every step. */
  LayerFixture forward(DataType type) {
    LayerFixture layer =
        new LayerFixture(
            create(Direction.FORWARD, MergeMode.CONCAT, SequenceResult.EVERY_STEP), type);
    return randomized(layer);
  }

  /** With biases that are not zero. */
  static LayerFixture randomized(LayerFixture layer) {
    return layer.withParams(LayerFixture.random(9, 1, layer.layer.numParams()).muli(0.6));
  }

  /** A state for a batch, with a size of its own by name. */
  static Map<String, Long> stateSizes(LayerFixture layer) {
    return ((PackedRuntime) layer.layer).stateSizes();
  }
}
