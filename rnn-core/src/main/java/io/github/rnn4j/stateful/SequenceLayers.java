package io.github.rnn4j.stateful;

import static io.github.rnn4j.kernel.step.OutputActivation.IDENTITY;
import static io.github.rnn4j.kernel.step.OutputActivation.RELU;
import static io.github.rnn4j.kernel.step.OutputActivation.SIGMOID;
import static io.github.rnn4j.kernel.step.OutputActivation.SOFTMAX;
import static io.github.rnn4j.kernel.step.OutputActivation.TANH;

import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.kernel.sequence.SequenceModel;
import io.github.rnn4j.kernel.sequence.StateMerge;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.stateful.LayerChain.Link;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Builds the model of a {@link SequencePredictor} from a chain of layers, or reports which layer is
 * not supported.
 */
final class SequenceLayers {
  static final String USER = "SequencePredictor";

  private static final LayerReader READER = new LayerReader(USER);

  private final List<Link> chain;
  private final int first; // the first recurrent layer
  private final int end; // the first layer above the recurrent ones

  private SequenceLayers(List<Link> chain) {
    this.chain = chain;
    first = LayerReader.isEmbedding(chain.get(0).conf()) ? 1 : 0;
    end = end();
  }

  static SequenceModel model(List<Link> chain) {
    return new SequenceLayers(chain).model();
  }

  private SequenceModel model() {
    List<SequenceModel.Layer> layers = new ArrayList<>();
    for (int i = first; i < end; i++) {
      layers.add(layer(chain.get(i), i == end - 1));
    }
    PackedRecurrentLayer top = READER.packed(chain.get(end - 1));
    List<DenseWeights.Source> head = head(top.result() != SequenceResult.EVERY_STEP);
    chain.forEach(READER::checkPreProcessor);
    INDArray vectors = first == 1 ? READER.vectors(chain.get(0)) : null;
    return new SequenceModel(
        vectors, layers, top.pooling().orElse(null), head, BackendChoice.predictionArithmetic());
  }

  private int end() {
    int last = chain.size() - 1;
    Link output = chain.get(last);
    if (!isStepOutput(output.conf()) && output.conf().getClass() != OutputLayer.class) {
      throw output.refusal(
          "the last layer must be an OutputLayer, a SequenceOutput or an RnnOutputLayer");
    }
    int above = last;
    while (above > first && isDense(chain.get(above - 1).conf())) {
      above--;
    }
    if (above == first) {
      throw chain.get(above).refusal("there is no recurrent layer below it");
    }
    return above;
  }

  private static boolean isDense(Layer layer) {
    return layer.getClass() == DenseLayer.class;
  }

  private static boolean isStepOutput(Layer layer) {
    return layer instanceof SequenceOutput || layer.getClass() == RnnOutputLayer.class;
  }

  private static SequenceModel.Layer layer(Link link, boolean top) {
    PackedRecurrentLayer layer = READER.packed(link);
    if (!top && layer.result() != SequenceResult.EVERY_STEP) {
      throw link.refusal(
          "it yields %s, but the recurrent layer above it needs EVERY_STEP"
              .formatted(layer.result()));
    }
    List<INDArray> parameters = layer.cellParameters().keys().stream().map(link::param).toList();
    int perDirection = parameters.size() / layer.prefixes().size();
    List<List<INDArray>> directions = new ArrayList<>();
    for (int from = 0; from < parameters.size(); from += perDirection) {
      directions.add(parameters.subList(from, from + perDirection));
    }
    return new SequenceModel.Layer(
        layer.cellShape(),
        directions,
        layer.direction() == Direction.BACKWARD,
        merge(layer.merge()),
        ends(layer));
  }

  private static StateMerge merge(MergeMode mode) {
    return switch (mode) {
      case CONCAT -> StateMerge.CONCAT;
      case ADD -> StateMerge.ADD;
      case MULTIPLY -> StateMerge.MULTIPLY;
      case AVERAGE -> StateMerge.AVERAGE;
    };
  }

  private static int ends(PackedRecurrentLayer layer) {
    return switch (layer.result()) {
      case EVERY_STEP, MEAN, MAX, MEAN_AND_MAX -> 0;
      case LAST_STATE -> 1;
      case LAST_STATE_AND_CELL -> layer.cellShape().type().states();
    };
  }

  /**
   * Reads the layers above the recurrent ones.
   *
   * @param vectors whether they read one vector for each sequence instead of one for each step
   */
  private List<DenseWeights.Source> head(boolean vectors) {
    List<DenseWeights.Source> head = new ArrayList<>();
    for (Link link : chain.subList(end, chain.size() - 1)) {
      if (!vectors || ((DenseLayer) link.conf()).hasLayerNorm()) {
        throw link.refusal(
            vectors
                ? "it has layer normalization"
                : "the recurrent layer below it yields every step; only LAST_STATE and poolings are supported");
      }
      head.add(READER.dense(link, SOFTMAX, SIGMOID, TANH, RELU, IDENTITY));
    }
    Link output = chain.get(chain.size() - 1);
    if (vectors == isStepOutput(output.conf())) {
      throw output.refusal(
          vectors
              ? "the recurrent layer below it yields only one vector for each sequence, which needs an OutputLayer"
              : "the recurrent layer below it yields every step, which needs a SequenceOutput");
    }
    head.add(READER.dense(output, SOFTMAX, SIGMOID, IDENTITY));
    return head;
  }
}
