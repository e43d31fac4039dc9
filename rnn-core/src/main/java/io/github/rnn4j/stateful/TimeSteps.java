package io.github.rnn4j.stateful;

import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedRecurrentLayer;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.stateful.LayerChain.Link;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Streams that {@code rnnTimeStep} reads. Copies share the network; each has its own state. */
final class TimeSteps implements NetworkSteps {
  private final MultiLayerNetwork network;
  private final int streams;
  private final int tokens;
  private final boolean embeds;
  private final Map<Integer, Map<String, INDArray>> states; // of the recurrent layers, by index
  private float[] output; // [B, V]

  TimeSteps(MultiLayerNetwork trained, int streams) {
    if (streams < 1) {
      throw new IllegalArgumentException("streams is " + streams + ": it must be at least 1");
    }
    List<Link> links = LayerChain.of(trained);
    for (int i = 0; i < links.size(); i++) {
      check(links.get(i), i == 0, i == links.size() - 1);
    }
    Layer first = links.get(0).conf();
    this.network = new MultiLayerNetwork(trained.getLayerWiseConfigurations().clone());
    this.network.init(trained.params(), true);
    this.streams = streams;
    this.tokens = Math.toIntExact(((FeedForwardLayer) first).getNIn());
    this.embeds = first instanceof TokenEmbedding || first instanceof EmbeddingSequenceLayer;
    int outputs =
        Math.toIntExact(((FeedForwardLayer) links.get(links.size() - 1).conf()).getNOut());
    this.output = new float[streams * outputs];
    Arrays.fill(output, 1f / outputs);
    this.states = new HashMap<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      if (network.getLayer(i) instanceof RecurrentLayer) {
        states.put(i, Map.of());
      }
    }
  }

  private static void check(Link link, boolean first, boolean last) {
    Layer layer = link.conf();
    boolean embedding =
        first && (layer instanceof TokenEmbedding || layer instanceof EmbeddingSequenceLayer);
    boolean recurrent =
        layer instanceof PackedRecurrentLayer packed
            ? packed.direction() == Direction.FORWARD
                && packed.result() == SequenceResult.EVERY_STEP
            : layer instanceof BaseRecurrentLayer;
    boolean output = layer instanceof SequenceOutput || layer instanceof RnnOutputLayer;
    if (last ? !output : !(embedding || recurrent)) {
      throw link.refusal(
          "NetworkSteps needs an embedding or none, then recurrent layers that run forward with an"
              + " output at every step, then a SequenceOutput or RnnOutputLayer");
    }
  }

  private TimeSteps(TimeSteps other) {
    this.network = other.network;
    this.streams = other.streams;
    this.tokens = other.tokens;
    this.embeds = other.embeds;
    this.states = new HashMap<>(other.states); // each step replaces the arrays
    this.output = other.output;
  }

  @Override
  public int tokens() {
    return tokens;
  }

  @Override
  public float[] step(int token) {
    if (streams != 1) {
      throw new IllegalArgumentException(
          "One token for %d streams: give each stream one token".formatted(streams));
    }
    if (token < 0 || token >= tokens) {
      throw new IllegalArgumentException(
          "token is %d: it must be from 0 to %d".formatted(token, tokens - 1));
    }
    if (embeds) {
      return run(new float[] {token}, 1);
    }
    float[] oneHot = new float[tokens];
    oneHot[token] = 1;
    return run(oneHot, tokens);
  }

  @Override
  public float[] step(float[] features) {
    if (embeds) {
      throw new IllegalArgumentException(
          "The network begins with an embedding: each step takes a token, not features");
    }
    if (features.length != streams * tokens) {
      throw new IllegalArgumentException(
          "%d features for %d streams of %d each: there must be %d"
              .formatted(features.length, streams, tokens, streams * tokens));
    }
    return run(features, tokens);
  }

  private float[] run(float[] input, int perStream) {
    INDArray step = Nd4j.createFromArray(input).reshape('c', streams, perStream, 1);
    synchronized (network) { // other threads may use copies
      states.forEach(network::rnnSetPreviousState);
      output = network.rnnTimeStep(step).dup('c').data().asFloat(); // [B, V, 1]
      states.replaceAll((layer, before) -> network.rnnGetPreviousState(layer));
    }
    return output;
  }

  @Override
  public float[] logits() {
    float[] logits = new float[output.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(Math.max(output[i], Float.MIN_VALUE));
    }
    return logits;
  }

  @Override
  public NetworkSteps copy() {
    return new TimeSteps(this);
  }
}
