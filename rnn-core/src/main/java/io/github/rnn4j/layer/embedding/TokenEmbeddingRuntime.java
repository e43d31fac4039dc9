package io.github.rnn4j.layer.embedding;

import io.github.rnn4j.kernel.TableRows;
import io.github.rnn4j.kernel.choice.BackendChoice;
import io.github.rnn4j.layer.runtime.EmbeddedTokens;
import io.github.rnn4j.layer.runtime.SequenceInput;
import io.github.rnn4j.layer.runtime.SequenceRows;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs a {@link TokenEmbedding} in a network. */
final class TokenEmbeddingRuntime extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  private transient TableRows table;
  private transient int[] read; // by the last forward pass of training; null after any other

  TokenEmbeddingRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private TableRows table() {
    if (table == null) {
      table = BackendChoice.of(dataType).tableRows();
    }
    return table;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    int[] tokens = training ? dropped(tokens()) : tokens();
    read = training ? tokens : null;
    INDArray weights =
        getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, training, workspaceMgr);
    INDArray vectors =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {tokens.length, weights.size(1)}, 'c');
    table().gather(weights, tokens, vectors);
    if (training) {
      scale(vectors);
    }
    INDArray output = SequenceRows.sequences(vectors, input.size(0), layerConf().outputFormat());
    EmbeddedTokens.remember(output, tokens);
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray errors =
        SequenceRows.of(
            epsilon,
            layerConf().outputFormat(),
            ArrayType.BP_WORKING_MEM,
            workspaceMgr); // [B T, E]
    INDArray weights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    weights.assign(0);
    table().scatterAdd(errors, read == null ? tokens() : read, weights);
    if (read != null) {
      scale(weights);
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
    return new Pair<>(gradient, null);
  }

  /**
   * The index of each step, sequence by sequence; {@link TableRows#NONE} at masked steps and for
   * padding.
   */
  private int[] tokens() {
    assertInputSet(false);
    checkShape();
    double[] values = input.dup('c').data().asDouble();
    double[] mask = maskArray == null ? null : maskArray.dup('c').data().asDouble();
    int padding = layerConf().paddingIndex().orElse(TableRows.NONE);
    int[] tokens = new int[values.length];
    for (int i = 0; i < tokens.length; i++) {
      int token = mask != null && mask[i] == 0 ? TableRows.NONE : token(values[i], i);
      tokens[i] = token == padding ? TableRows.NONE : token;
    }
    return tokens;
  }

  /** Drops tokens, and types, as {@link TokenEmbedding.Builder} says; the array itself changes. */
  private int[] dropped(int[] tokens) {
    if (layerConf().wordDropout() > 0) {
      float[] words = uniform(tokens.length);
      for (int i = 0; i < tokens.length; i++) {
        boolean drops = words[i] < layerConf().wordDropout() && tokens[i] != TableRows.NONE;
        tokens[i] = drops ? layerConf().unknownIndex() : tokens[i];
      }
    }
    if (layerConf().typeDropout() > 0) {
      float[] types = uniform(layerConf().getNIn());
      for (int i = 0; i < tokens.length; i++) {
        boolean drops = tokens[i] != TableRows.NONE && types[tokens[i]] < layerConf().typeDropout();
        tokens[i] = drops ? TableRows.NONE : tokens[i];
      }
    }
    return tokens;
  }

  /** Draws numbers from 0 to 1: always FLOAT, for the same ones with every type and engine. */
  private static float[] uniform(long count) {
    return Nd4j.rand(DataType.FLOAT, count).data().asFloat();
  }

  /** Keeps the expected value of what type dropout leaves. */
  private void scale(INDArray vectors) {
    if (layerConf().typeDropout() > 0) {
      vectors.muli(1 / (1 - layerConf().typeDropout()));
    }
  }

  private int token(double value, int place) {
    int token = (int) value;
    if (token != value || token < 0 || token >= layerConf().getNIn()) {
      long time = input.size(input.rank() - 1);
      throw new DL4JInvalidInputException(
          "Index is %s in sequence %d, step %d: it must be a whole number from 0 to %d %s"
              .formatted(value, place / time, place % time, layerConf().getNIn() - 1, layerId()));
    }
    return token;
  }

  private void checkShape() {
    if (input.rank() != 2 && (input.rank() != 3 || input.size(1) != 1)) {
      throw new DL4JInvalidInputException(
          "Input has shape %s: an embedding takes indices of shape [batch, 1, time] or [batch, time] %s"
              .formatted(Arrays.toString(input.shape()), layerId()));
    }
    if (maskArray != null) {
      SequenceInput.checkMaskShape(maskArray, input, layerId());
    }
  }

  @Override
  public void clear() {
    super.clear();
    read = null;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean hasBias() {
    return false;
  }
}
