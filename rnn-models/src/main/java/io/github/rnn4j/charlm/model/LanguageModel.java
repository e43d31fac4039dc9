package io.github.rnn4j.charlm.model;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.network.OpenNetworks;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.stateful.NetworkSteps;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A trained language model, loaded from its run folder and nothing else.
 *
 * <pre>{@code
 * try (LanguageModel model = LanguageModel.open(Path.of("runs/book"))) {
 *   model.write("The island", 200, SamplingOptions.PLAIN.withScale(2), 1, System.out::print);
 *   System.out.println(model.measure("The island was large.").bits());
 * }
 * }</pre>
 *
 * <p>Any number of threads may use it at the same time. They write texts in parallel, except with
 * SameDiff layers, and take turns to measure texts.
 */
public final class LanguageModel implements AutoCloseable {

  private final CharlmConfig config;
  private final TextEncoder encoder;
  private final MultiLayerNetwork network;
  private final OpenNetworks open;
  private NetworkSteps start;

  LanguageModel(CharlmConfig config, Vocabulary vocabulary, MultiLayerNetwork network) {
    this.config = config;
    this.encoder = new TextEncoder(config.data(), vocabulary);
    this.network = network;
    this.open = new OpenNetworks(List.of(network));
  }

  /**
   * Loads the network of the best epoch.
   *
   * @param folder the run folder
   * @return the model
   * @throws RunException if the folder is not a run folder, or a file in it is missing, damaged or
   *     from another run; the message says which and what to do
   */
  public static LanguageModel open(Path folder) {
    RunDirectory run = RunDirectory.open(folder);
    CharlmConfig config = run.readConfig(CharlmConfig.PROGRAM, CharlmConfig.class);
    Vocabulary vocabulary = SavedVocabulary.of(run, config.data().specials());
    MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(run, RunDirectory.BEST);
    LanguageNetwork.requireInput(config, network, run);
    long outputs = network.layerSize(network.getnLayers() - 1);
    if (outputs != vocabulary.size()) {
      throw run.mixedFiles(
          "%s has %d tokens, but the network in %s predicts %d"
              .formatted(RunDirectory.VOCABULARY, vocabulary.size(), RunDirectory.BEST, outputs));
    }
    SavedNetworks.requireLayers(
        run, network, LanguageNetwork.configuration(config, vocabulary.size()));
    return new LanguageModel(config, vocabulary, network);
  }

  /**
   * Returns the configuration that the network was trained with.
   *
   * @return the configuration
   */
  public CharlmConfig config() {
    return config;
  }

  /**
   * Returns the tokens that the network knows.
   *
   * @return the vocabulary
   */
  public Vocabulary vocabulary() {
    return encoder.vocabulary();
  }

  /**
   * Writes new text. The same arguments give the same text.
   *
   * @param prime the beginning, at least one token; may be empty for lines and sentences
   * @param length maximum number of tokens to write, 0 or more
   * @param options how tokens are drawn
   * @param seed any number
   * @param reader gets each piece of the text as soon as it is written
   * @return the text after the beginning
   * @throws IllegalArgumentException if the beginning has tokens that the network does not know,
   *     which the message lists, or has none where the network needs one
   * @throws IllegalStateException if the model is closed
   */
  public String write(
      String prime, int length, SamplingOptions options, long seed, Consumer<String> reader) {
    Sampler sampler = new Sampler(options, seed);
    return write(new TextWriter.Request(prime, length, ""), sampler::next, reader);
  }

  /**
   * Writes new text, and returns it when it is complete. The same arguments give the same text.
   *
   * @param prime the beginning, at least one token; may be empty for lines and sentences
   * @param length maximum number of tokens to write, 0 or more
   * @param options how tokens are drawn
   * @param seed any number
   * @return the text after the beginning
   * @throws IllegalArgumentException if the beginning has tokens that the network does not know,
   *     which the message lists, or has none where the network needs one
   * @throws IllegalStateException if the model is closed
   */
  public String write(String prime, int length, SamplingOptions options, long seed) {
    return write(prime, length, options, seed, piece -> {});
  }

  /**
   * Writes new text with another way to draw tokens.
   *
   * @param request the beginning, and what ends the text
   * @param draw draws a token, given the logits of a step, [V]
   * @param reader gets each piece of the text as soon as it is written
   * @return the text after the beginning
   * @throws IllegalArgumentException as for the other method
   * @throws IllegalStateException if the model is closed
   */
  public String write(
      TextWriter.Request request, ToIntFunction<float[]> draw, Consumer<String> reader) {
    return open.use(() -> new TextWriter(encoder, start()).write(request, draw, reader));
  }

  private synchronized NetworkSteps start() {
    if (start == null) {
      start = NetworkSteps.of(network, 1);
    }
    return start;
  }

  /**
   * Measures how well the network predicts a text, every token from all tokens before it.
   *
   * @param text the text, which is cut into lines or sentences if the network was trained on them
   * @return the metrics
   * @throws IllegalArgumentException if the text has tokens that the network does not know, which
   *     the message lists, or has nothing to predict
   * @throws IllegalStateException if the model is closed
   */
  public LanguageFigures measure(String text) {
    return measure(encode(text));
  }

  /**
   * Returns the default beginning of a text.
   *
   * @return a token that often begins a text; empty if the network writes lines or sentences
   */
  public String defaultPrime() {
    if (config.data().unit() != Unit.TEXT) {
      return "";
    }
    if (config.data().tokens() == Tokens.WORD) {
      return ".";
    }
    boolean lines = vocabulary().tokens().contains("\n");
    return lines ? "\n" : vocabulary().token(0);
  }

  /**
   * Returns a random beginning of a text.
   *
   * @param random draws the token
   * @return a token of the vocabulary, each with the same probability, but no special token
   */
  public String randomPrime(RandomGenerator random) {
    List<String> tokens = vocabulary().tokens();
    int first = vocabulary().specials().size(); // special tokens come first
    return tokens.get(first + random.nextInt(tokens.size() - first));
  }

  /**
   * Prepares for writing and rejects unknown tokens, before any text is shown.
   *
   * @param prime the beginning
   * @throws IllegalArgumentException if it has tokens that the network does not know
   * @throws IllegalStateException if the model is closed
   */
  public void prepare(String prime) {
    encoder.prime(prime);
    open.use(this::start);
  }

  /**
   * Measures how well the network predicts encoded texts.
   *
   * @param part what {@link #encode} returns, or a part of the training data
   * @return the metrics
   * @throws IllegalStateException if the model is closed
   */
  public LanguageFigures measure(Part part) {
    return open.use(() -> textMeasure().measure(part));
  }

  /**
   * Encodes a text, cut into lines or sentences if the network was trained on them.
   *
   * @param text the text
   * @return its tokens
   * @throws IllegalArgumentException as for {@link #measure(String)}
   */
  public Part encode(String text) {
    Part part = encoder.encode(config.data().unit().of(config.data().read(text)));
    if (part.isEmpty() || part.predictions() < 1) {
      throw new IllegalArgumentException(
          "The text has nothing to predict; it must have at least two tokens");
    }
    return part;
  }

  /**
   * Returns what measures texts with the network, to get the surprise of each token.
   *
   * @return the measure; it cannot be used after {@link #close}
   */
  public TextMeasure textMeasure() {
    return new TextMeasure(config, network, vocabulary().size());
  }

  /**
   * Returns the network, for other uses.
   *
   * @return the network; {@link #close} closes it
   */
  public MultiLayerNetwork network() {
    return network;
  }

  /**
   * Frees the memory of the network as soon as the calls that are running have returned. Later
   * calls fail.
   */
  @Override
  public void close() {
    open.close();
    forgetStart();
  }

  /** With SameDiff layers, the start has a network of its own. */
  private synchronized void forgetStart() {
    start = null;
  }
}
