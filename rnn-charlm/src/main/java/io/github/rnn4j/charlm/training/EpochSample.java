package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.io.PrintStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Prints a sample of what the network writes after each epoch, always with the same random numbers.
 */
final class EpochSample implements RunListener {

  private final TextEncoder encoder;
  private final TrainingConfig config;
  private final String prime;
  private final PrintStream story;

  EpochSample(TextEncoder encoder, TrainingConfig config, String prime, PrintStream story) {
    this.encoder = encoder;
    this.config = config;
    this.prime = prime;
    this.story = story;
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (config.sampleLength() > 0) {
      String sample = write((MultiLayerNetwork) run.network());
      story.println((prime + sample).strip().indent(4).stripTrailing());
    }
  }

  String write(MultiLayerNetwork network) {
    return new TextWriter(encoder, StepwiseNetwork.of(network))
        .write(
            new TextWriter.Request(prime, config.sampleLength(), ""),
            new Sampler(SamplingOptions.PLAIN, config.seed()),
            piece -> {});
  }
}
