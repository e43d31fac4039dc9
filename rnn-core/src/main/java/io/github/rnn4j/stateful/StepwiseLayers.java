package io.github.rnn4j.stateful;

import io.github.rnn4j.convert.Dl4jToPacked;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.kernel.step.OutputActivation;
import io.github.rnn4j.kernel.step.StepModel;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.stateful.LayerChain.Link;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Builds the model of a {@link StepwiseNetwork} from a chain of layers, or reports which layer is
 * not supported.
 */
final class StepwiseLayers {
  private static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
  private static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private StepwiseLayers() {}

  static StepModel model(List<Link> chain) {
    int first = isEmbedding(chain.get(0).conf()) ? 1 : 0;
    int last = chain.size() - 1;
    StepModel.Output output = output(chain.get(last));
    if (first == last) {
      throw chain.get(last).refusal("there is no recurrent layer below it");
    }
    List<StepModel.Cell> cells =
        chain.subList(first, last).stream().map(StepwiseLayers::cell).toList();
    chain.forEach(StepwiseLayers::checkPreProcessor);
    return new StepModel(
        first == 1 ? vectors(chain.get(0)) : null, cells, output, BackendChoice.stepArithmetic());
  }

  /**
   * Checked last: Deeplearning4j inserts a preprocessor between layers that do not fit, and an
   * error should name those layers instead.
   */
  private static void checkPreProcessor(Link link) {
    if (link.preProcessor() != null) {
      throw link.refusal(
          "StepwiseNetwork does not support its preprocessor "
              + link.preProcessor().getClass().getSimpleName());
    }
  }

  private static boolean isEmbedding(Layer layer) {
    return layer instanceof TokenEmbedding || layer.getClass() == EmbeddingSequenceLayer.class;
  }

  private static boolean isOutput(Layer layer) {
    return layer instanceof SequenceOutput || layer.getClass() == RnnOutputLayer.class;
  }

  private static INDArray vectors(Link link) {
    if (link.conf() instanceof TokenEmbedding embedding) {
      return vectors(embedding, link.param(WEIGHTS));
    }
    EmbeddingSequenceLayer layer = (EmbeddingSequenceLayer) link.conf();
    if (!(layer.getActivationFn() instanceof ActivationIdentity)) {
      throw link.refusal(
          "its activation is %s, but StepwiseNetwork needs the identity"
              .formatted(layer.getActivationFn()));
    }
    INDArray weights = link.param(WEIGHTS);
    return layer.hasBias() ? weights.addRowVector(link.param(BIAS)) : weights;
  }

  /** Returns the table with zeros for padding, which the layer does not look up. */
  private static INDArray vectors(TokenEmbedding layer, INDArray table) {
    if (layer.paddingIndex().isEmpty()) {
      return table;
    }
    INDArray vectors = table.dup();
    vectors.getRow(layer.paddingIndex().getAsInt()).assign(0);
    return vectors;
  }

  private static StepModel.Cell cell(Link link) {
    PackedRecurrentLayer layer = packed(link);
    if (layer.direction() != Direction.FORWARD) {
      throw link.refusal(
          "its direction is %s, but a backward direction starts at the end of the sequence"
              .formatted(layer.direction()));
    }
    if (layer.result() != SequenceResult.EVERY_STEP) {
      throw link.refusal("it yields " + layer.result() + ", but StepwiseNetwork needs EVERY_STEP");
    }
    List<INDArray> parameters = layer.cellParameters().keys().stream().map(link::param).toList();
    return new StepModel.Cell(layer.cellShape(), parameters);
  }

  private static PackedRecurrentLayer packed(Link link) {
    Layer layer = link.conf();
    if (layer instanceof LSTM || layer instanceof SimpleRnn) {
      layer = new Dl4jToPacked().convert(layer, link.where()); // has the same parameters
    }
    if (layer instanceof ElmanRnn elman) {
      layer = packed(link, elman);
    }
    if (layer instanceof PackedRecurrentLayer packed) {
      return packed;
    }
    throw link.refusal(
        "between the input and the output layer, StepwiseNetwork supports only PackedElman, PackedLstm,"
            + " PackedGru, ElmanRnn, LSTM and SimpleRnn, running forward");
  }

  /** Returns the packed layer with the same parameters. */
  private static PackedElman packed(Link link, ElmanRnn elman) {
    if (elman.recurrence() != Recurrence.HIDDEN_TO_HIDDEN) {
      throw link.refusal(
          "its recurrence is %s, but StepwiseNetwork needs HIDDEN_TO_HIDDEN; use NetworkSteps"
              .formatted(elman.recurrence()));
    }
    return new PackedElman.Builder()
        .nIn(elman.getNIn())
        .nOut(elman.getNOut())
        .activation(elman.getActivationFn())
        .build();
  }

  private static StepModel.Output output(Link link) {
    if (!isOutput(link.conf())) {
      throw link.refusal("the last layer must be a SequenceOutput or an RnnOutputLayer");
    }
    BaseOutputLayer layer = (BaseOutputLayer) link.conf();
    INDArray weights = link.param(WEIGHTS);
    INDArray bias =
        layer.hasBias() ? link.param(BIAS) : Nd4j.zeros(weights.dataType(), weights.size(1));
    return new StepModel.Output(weights, bias, activation(link, layer.getActivationFn()));
  }

  private static OutputActivation activation(Link link, IActivation activation) {
    if (activation instanceof ActivationSoftmax) {
      return OutputActivation.SOFTMAX;
    }
    if (activation instanceof ActivationSigmoid) {
      return OutputActivation.SIGMOID;
    }
    if (activation instanceof ActivationIdentity) {
      return OutputActivation.IDENTITY;
    }
    throw link.refusal(
        "its activation is %s, but StepwiseNetwork supports only softmax, sigmoid and identity"
            .formatted(activation));
  }
}
