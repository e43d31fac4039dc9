package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.stateful.NetworkSteps;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Lets the network write after each epoch, and prints and saves what it writes: a text, or a few
 * lines if each line is a sequence. The random numbers depend on the seed of the run and the epoch.
 */
final class EpochSample implements RunListener {

  private static final int LINES = 5;

  private final TextEncoder encoder;
  private final TrainingConfig config;
  private final String prime;
  private final RunDirectory directory;
  private final PrintStream story;
  private EpochSamples samples = new EpochSamples(List.of());

  EpochSample(TextEncoder encoder, TrainingConfig config, String prime, TrainingRun run) {
    this.encoder = encoder;
    this.config = config;
    this.prime = prime;
    this.directory = run.directory();
    this.story = run.story();
  }

  /** Keeps the samples of completed epochs and drops those of later epochs. */
  @Override
  public void started(RunControl run) {
    if (config.sampleLength() > 0 && !run.history().isEmpty()) {
      samples = EpochSamples.of(directory).upTo(run.history().size());
    }
  }

  @Override
  public void epoch(EpochEvent event, RunControl run) {
    if (config.sampleLength() > 0) {
      List<String> texts = texts((MultiLayerNetwork) run.network(), event.epoch());
      texts.forEach(text -> story.println(text.indent(4).stripTrailing()));
      samples = samples.with(new EpochSamples.Epoch(event.epoch(), run.updates(), texts));
      directory.writeJson(EpochSamples.FILE, samples);
    }
  }

  private List<String> texts(MultiLayerNetwork network, int epoch) {
    TextWriter writer = new TextWriter(encoder, NetworkSteps.of(network, 1));
    Sampler sampler = new Sampler(SamplingOptions.PLAIN, seed(epoch));
    int count = encoder.config().unit() == Unit.LINE ? LINES : 1;
    return Stream.generate(() -> (prime + write(writer, sampler)).strip()).limit(count).toList();
  }

  /** Mixes the seed and the epoch, because a sampler draws much the same for similar seeds. */
  private long seed(int epoch) {
    return new SplittableRandom(new SplittableRandom(config.seed()).nextLong() + epoch).nextLong();
  }

  /** Writes one text with the seed of the run. */
  String write(MultiLayerNetwork network) {
    return write(
        new TextWriter(encoder, NetworkSteps.of(network, 1)),
        new Sampler(SamplingOptions.PLAIN, config.seed()));
  }

  private String write(TextWriter writer, Sampler sampler) {
    return writer.write(
        new TextWriter.Request(prime, config.sampleLength(), ""), sampler::next, piece -> {});
  }
}
