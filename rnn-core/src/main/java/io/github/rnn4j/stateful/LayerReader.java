package io.github.rnn4j.stateful;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import io.github.rnn4j.convert.Dl4jToPacked;
import io.github.rnn4j.kernel.step.DenseWeights;
import io.github.rnn4j.kernel.step.OutputActivation;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedElman;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.samediff.ElmanRnn;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.stateful.LayerChain.Link;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads the layers of a chain for prediction with packed weights, or reports which layer is not
 * supported.
 *
 * @param user the class that an error message names
 */
record LayerReader(String user) {
  static boolean isEmbedding(Layer layer) {
    return layer instanceof TokenEmbedding || layer.getClass() == EmbeddingSequenceLayer.class;
  }

  /** Returns a vector for each token. */
  INDArray vectors(Link link) {
    if (link.conf() instanceof TokenEmbedding embedding) {
      return vectors(embedding, link.param(WEIGHT_KEY));
    }
    EmbeddingSequenceLayer layer = (EmbeddingSequenceLayer) link.conf();
    if (!(layer.getActivationFn() instanceof ActivationIdentity)) {
      throw link.refusal(
          "its activation is %s, but %s needs the identity"
              .formatted(layer.getActivationFn(), user));
    }
    INDArray weights = link.param(WEIGHT_KEY);
    return layer.hasBias() ? weights.addRowVector(link.param(BIAS_KEY)) : weights;
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

  /** Returns a recurrent layer as the packed layer with the same parameters. */
  PackedRecurrentLayer packed(Link link) {
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
        "between the input and the output layer, %s supports only PackedElman, PackedLstm, PackedGru, ElmanRnn, LSTM and SimpleRnn"
            .formatted(user));
  }

  /** Returns the packed layer with the same parameters. */
  private PackedElman packed(Link link, ElmanRnn elman) {
    if (elman.recurrence() != Recurrence.HIDDEN_TO_HIDDEN) {
      throw link.refusal(
          "its recurrence is %s, but %s needs HIDDEN_TO_HIDDEN; NetworkSteps can run it step by step"
              .formatted(elman.recurrence(), user));
    }
    return new PackedElman.Builder()
        .nIn(elman.getNIn())
        .nOut(elman.getNOut())
        .activation(elman.getActivationFn())
        .build();
  }

  /** Returns a dense or output layer. */
  DenseWeights.Source dense(Link link, OutputActivation... supported) {
    BaseLayer conf = (BaseLayer) link.conf();
    INDArray weights = link.param(WEIGHT_KEY);
    INDArray bias =
        link.running().paramTable().containsKey(BIAS_KEY)
            ? link.param(BIAS_KEY)
            : Nd4j.zeros(weights.dataType(), weights.size(1));
    return new DenseWeights.Source(
        weights, bias, activation(link, conf.getActivationFn(), List.of(supported)));
  }

  private OutputActivation activation(
      Link link, IActivation activation, List<OutputActivation> supported) {
    OutputActivation known = activation(activation);
    if (known == null || !supported.contains(known)) {
      throw link.refusal(
          "its activation is %s, but %s supports only %s"
              .formatted(activation, user, names(supported)));
    }
    return known;
  }

  private static String names(List<OutputActivation> activations) {
    List<String> names =
        activations.stream().map(activation -> activation.name().toLowerCase(Locale.ROOT)).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static OutputActivation activation(IActivation activation) {
    if (activation instanceof ActivationSoftmax) {
      return OutputActivation.SOFTMAX;
    }
    if (activation instanceof ActivationSigmoid) {
      return OutputActivation.SIGMOID;
    }
    if (activation instanceof ActivationTanH) {
      return OutputActivation.TANH;
    }
    if (activation instanceof ActivationReLU) {
      return OutputActivation.RELU;
    }
    return activation instanceof ActivationIdentity ? OutputActivation.IDENTITY : null;
  }

  /**
   * Checked last: Deeplearning4j inserts a preprocessor between layers that do not fit, and an
   * error should name those layers instead.
   */
  void checkPreProcessor(Link link) {
    if (link.preProcessor() != null) {
      throw link.refusal(
          "%s does not support its preprocessor %s"
              .formatted(user, link.preProcessor().getClass().getSimpleName()));
    }
  }
}
