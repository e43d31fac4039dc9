package io.github.rnn4j.layer.embedding;

import io.github.rnn4j.layer.runtime.LayerArguments;
import io.github.rnn4j.optimizer.LazyAdam;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalInt;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An embedding layer, which looks up a vector for each token: row {@code i} of a table {@code W [V,
 * E]} for index {@code i}.
 *
 * <p>Shapes: input {@code [B, 1, T]} or {@code [B, T]} of whole numbers from 0 to {@code nIn - 1},
 * mask {@code [B, T]}, output {@code [B, E, T]} (with {@code RNNFormat.NWC} {@code [B, T, E]}).
 * {@code nIn} is the number of tokens {@code V}, {@code nOut} the size {@code E} of a vector. A
 * masked step yields zeros and gets no gradient; its index is ignored. A step with the {@link
 * Builder#paddingIndex padding index} also yields zeros and gets no gradient, even without a mask.
 *
 * <p>It does the same as Deeplearning4j's {@code EmbeddingSequenceLayer} without a bias, but keeps
 * each vector contiguous in memory and sums gradients only for the tokens of the minibatch. With
 * {@link LazyAdam}, the update also touches only these rows:
 *
 * <pre>{@code
 * new TokenEmbedding.Builder().nIn(vocabulary.size()).nOut(20).updater(new LazyAdam(0.001)).build()
 * }</pre>
 *
 * <p>The weights are initialized by {@code weightInit} with a fan-in of 1: {@code
 * WeightInit.NORMAL} is the standard normal distribution, as in PyTorch. Dropping out indices would
 * be meaningless; {@code dropOut} does nothing here, as in Deeplearning4j. {@link
 * Builder#wordDropout} and {@link Builder#typeDropout} drop tokens instead.
 */
public final class TokenEmbedding extends FeedForwardLayer {
  private static final int NO_PADDING = -1;

  @JsonProperty private RNNFormat outputFormat = RNNFormat.NCW;
  @JsonProperty private int paddingIndex = NO_PADDING;
  @JsonProperty private double wordDropout;
  @JsonProperty private int unknownIndex;
  @JsonProperty private double typeDropout;

  private TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    outputFormat = Objects.requireNonNull(builder.outputFormat, "outputFormat");
    paddingIndex = builder.paddingIndex;
    wordDropout = builder.wordDropout;
    unknownIndex = builder.unknownIndex;
    typeDropout = builder.typeDropout;
    if (!(getActivationFn() instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "Activation of an embedding is %s: it must be the identity".formatted(getActivationFn()));
    }
    initializeConstraints(builder);
  }

  /**
   * The axis order of the output.
   *
   * @return the format
   */
  public RNNFormat outputFormat() {
    return outputFormat;
  }

  /**
   * The index of padding; see {@link Builder#paddingIndex}.
   *
   * @return an index; empty if no index is padding
   */
  public OptionalInt paddingIndex() {
    return paddingIndex == NO_PADDING ? OptionalInt.empty() : OptionalInt.of(paddingIndex);
  }

  /**
   * The share of tokens that training replaces by {@link #unknownIndex}; see {@link
   * Builder#wordDropout}.
   *
   * @return at least 0 and below 1
   */
  public double wordDropout() {
    return wordDropout;
  }

  /**
   * The index that replaces dropped tokens; see {@link Builder#wordDropout}.
   *
   * @return an index; without meaning if no tokens are dropped
   */
  public int unknownIndex() {
    return unknownIndex;
  }

  /**
   * The share of the vocabulary that training drops in each minibatch; see {@link
   * Builder#typeDropout}.
   *
   * @return at least 0 and below 1
   */
  public double typeDropout() {
    return typeDropout;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerArguments arguments =
        new LayerArguments(this, trainingListeners, layerIndex, layerParamsView, initializeParams);
    if (paddingIndex >= nIn) {
      throw new IllegalArgumentException(
          "paddingIndex is %d: it must be from 0 to %d, because nIn is %d"
              .formatted(paddingIndex, nIn - 1, nIn));
    }
    if (wordDropout > 0 && unknownIndex >= nIn) {
      throw new IllegalArgumentException(
          "The unknown index of wordDropout is %d: it must be from 0 to %d, because nIn is %d"
              .formatted(unknownIndex, nIn - 1, nIn));
    }
    TokenEmbeddingRuntime layer = arguments.into(new TokenEmbeddingRuntime(conf, networkDataType));
    if (initializeParams && paddingIndex != NO_PADDING) {
      layer.getParam(DefaultParamInitializer.WEIGHT_KEY).getRow(paddingIndex).assign(0);
    }
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return EmbeddingTableInitializer.INSTANCE;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    long time =
        inputType instanceof InputType.InputTypeRecurrent type ? type.getTimeSeriesLength() : -1;
    return InputType.recurrent(nOut, time, outputFormat);
  }

  /**
   * Does nothing: an input type gives the shape of the input, {@code [B, 1, T]}, but not the number
   * of tokens.
   *
   * @param inputType ignored
   * @param override ignored
   */
  @Override
  public void setNIn(InputType inputType, boolean override) {
    // the user sets nIn; instantiate() refuses a layer without it
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType output = getOutputType(-1, inputType);
    long parameters = initializer().numParams(this);
    long updater = getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters);
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, output)
        .standardMemory(parameters, updater)
        .workingMemory(0, 0, 0, nOut)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof TokenEmbedding layer
        && outputFormat == layer.outputFormat
        && paddingIndex == layer.paddingIndex
        && wordDropout == layer.wordDropout
        && unknownIndex == layer.unknownIndex
        && typeDropout == layer.typeDropout;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        super.hashCode(), outputFormat, paddingIndex, wordDropout, unknownIndex, typeDropout);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof TokenEmbedding;
  }

  /** Configures a {@link TokenEmbedding}. */
  @SuppressWarnings("unchecked")
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private RNNFormat outputFormat = RNNFormat.NCW;
    private int paddingIndex = NO_PADDING;
    private double wordDropout;
    private int unknownIndex;
    private double typeDropout;

    /** Starts without sizes: set {@code nIn} and {@code nOut}. */
    public Builder() {
      setActivationFn(new ActivationIdentity());
    }

    /**
     * Sets the axis order of the output.
     *
     * @param format the axis order; default NCW
     * @return this builder
     */
    public Builder outputFormat(RNNFormat format) {
      outputFormat = format;
      return this;
    }

    /**
     * Sets the index that pads short sequences, as in PyTorch's {@code padding_idx}. Its steps
     * yield zeros and get no gradient, even without a mask; its row of the table starts at 0 and is
     * not read. By default, no index is padding.
     *
     * <p>The recurrent layers still take a step for each padding index that no mask covers, and
     * their bias changes the state there. Use a mask to leave these steps out.
     *
     * @param index the index, from 0 to {@code nIn - 1}
     * @return this builder
     * @throws IllegalArgumentException if the index is below 0; an index of {@code nIn} or more is
     *     refused when the network is initialized
     */
    public Builder paddingIndex(int index) {
      if (index < 0) {
        throw new IllegalArgumentException("paddingIndex is " + index + ": it must be 0 or more");
      }
      paddingIndex = index;
      return this;
    }

    /**
     * Replaces tokens by the one for unknown words during training, each with the same probability
     * and independently of the others, so that the network does not rely on single words, and
     * learns a vector for unknown ones (M. Iyyer, V. Manjunatha, J. Boyd-Graber, H. Daumé III,
     * 2015, <a href="https://aclanthology.org/P15-1162/">Deep Unordered Composition Rivals
     * Syntactic Methods for Text Classification</a>, drops words altogether). Off by default.
     *
     * @param probability the share of tokens that are replaced, at least 0 and below 1
     * @param index the index of unknown words, from 0 to {@code nIn - 1}
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range or the index below 0; an
     *     index of {@code nIn} or more is refused when the network is initialized
     */
    public Builder wordDropout(double probability, int index) {
      wordDropout = checkedDropout("wordDropout", probability);
      if (index < 0) {
        throw new IllegalArgumentException(
            "The unknown index of wordDropout is " + index + ": it must be 0 or more");
      }
      unknownIndex = index;
      return this;
    }

    /**
     * Drops whole word types during training: for each minibatch, a share of the vocabulary is
     * drawn whose vectors are zero wherever they occur, and the vectors of all others are divided
     * by {@code 1 - probability} (Y. Gal, Z. Ghahramani, 2016, <a
     * href="https://arxiv.org/abs/1512.05287">A Theoretically Grounded Application of Dropout in
     * Recurrent Neural Networks</a>, section 4.2). Off by default. For one mask per sequence and
     * component instead, set Deeplearning4j's {@code SpatialDropout} on the layer above.
     *
     * @param probability the share of types that are dropped, at least 0 and below 1
     * @return this builder
     * @throws IllegalArgumentException if the probability is out of range
     */
    public Builder typeDropout(double probability) {
      typeDropout = checkedDropout("typeDropout", probability);
      return this;
    }

    private static double checkedDropout(String name, double probability) {
      if (!(probability >= 0 && probability < 1)) {
        throw new IllegalArgumentException(
            "%s is %s: it must be at least 0 and below 1; it is the probability of dropping, not of keeping"
                .formatted(name, probability));
      }
      return probability;
    }

    @Override
    public TokenEmbedding build() {
      return new TokenEmbedding(this);
    }
  }
}
