package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes new text with a trained network. */
@Command(
    name = "sample",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Write new text with a trained network, token by token, each drawn from what the network"
            + " expects after all before it.")
public final class SampleCommand implements Callable<Integer> {

  private static final int MOST = 10_000_000;

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Directory of the run.")
  private Path run;

  @Option(
      names = "--prime",
      paramLabel = "TEXT",
      description =
          "What the text begins with. Default: a line feed, or what the network knows instead; for"
              + " lines and sentences nothing")
  private String prime;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "500",
      description = "Most tokens to write, 1 to 10000000. Default: ${DEFAULT-VALUE}")
  private int length;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many texts to write, 1 to 10000000. Default: ${DEFAULT-VALUE}")
  private int count;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description =
          "Multiplies the logits, above 0: above 1 keeps to what is likely, below 1 dares more."
              + " Default: 1")
  private Double scale;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Divides the logits, above 0: the inverse of --scale, give one of them.")
  private Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "0",
      description = "Draw from the N most probable tokens alone; 0 for all. Default: 0")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Draw from the fewest most probable tokens that have probability X together, above 0 to"
              + " 1. Default: 1")
  private double topP;

  @Option(names = "--greedy", description = "Take the most probable token, without chance.")
  private boolean greedy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Repeats a text exactly. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "End the text after this, if it comes.")
  private String stop;

  /** A text as JSON. */
  record Result(String run, String prime, String text, long seed) {}

  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireRange("--length", length);
    requireRange("--count", count);
    SamplingOptions options = options();
    LanguageModel model = LanguageModel.open(run);
    String beginning = prime == null ? model.defaultPrime() : prime;
    Sampler sampler = new Sampler(options, seed);
    for (int i = 0; i < count && !console.out().checkError(); i++) {
      write(model, new TextWriter.Request(beginning, length, stop), sampler);
    }
    return 0;
  }

  private void write(LanguageModel model, TextWriter.Request request, Sampler sampler) {
    boolean shown = !json.asked();
    try {
      if (shown) {
        model.prepare(request.prime());
        print(request.prime());
      }
      String text = model.write(request, sampler, shown ? this::print : piece -> {});
      if (shown) {
        console.out().println();
      } else {
        json.print(console, new Result(run.toString(), request.prime(), text, seed));
      }
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), "--prime: " + cause.getMessage(), cause);
    }
  }

  /** Piece by piece, as it is drawn. */
  private void print(String piece) {
    console.out().print(piece);
    console.out().flush();
  }

  private SamplingOptions options() {
    if (scale != null && temperature != null) {
      throw new ParameterException(
          spec.commandLine(), "--scale and --temperature are inverses of each other: give one");
    }
    try {
      double factor = scale == null ? 1 : scale;
      SamplingOptions options = new SamplingOptions(factor, topK, topP, greedy);
      return temperature == null ? options : options.withTemperature(temperature);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), flagged(cause.getMessage()), cause);
    }
  }

  /** The options name the fields; whoever typed them knows the flags. */
  private static String flagged(String message) {
    return message
        .replaceAll("\\b(scale|temperature)\\b", "--$1")
        .replace("topK", "--top-k")
        .replace("topP", "--top-p")
        .replace("do not be greedy", "leave out --greedy")
        .replace("be greedy", "give --greedy");
  }

  private void requireRange(String option, int value) {
    if (value < 1 || value > MOST) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d; give 1 to %d".formatted(option, value, MOST));
    }
  }
}
