package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.TextWriter;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.text.Sampler;
import io.github.rnn4j.text.SamplingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
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
        "Write new text with a trained network, one token at a time. Each token is drawn from the"
            + " probabilities that the network predicts from all tokens before it.")
public final class SampleCommand implements Callable<Integer> {

  private static final int MOST = 10_000_000;
  private static final int MOST_CANDIDATES = 1000;

  /** The value of {@code --prime} for a random token. */
  private static final String RANDOM = "random";

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--prime",
      paramLabel = "TEXT",
      description =
          "Beginning of the text; 'random' draws a token of the vocabulary, a new one for each text."
              + " Default: for lines and sentences, nothing; for words, a full stop; for"
              + " characters, a line feed if the vocabulary has one, otherwise its first character")
  private String prime;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "500",
      description = "Maximum number of tokens to write, 1 to 10000000. Default: ${DEFAULT-VALUE}")
  private int length;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of texts to write, 1 to 10000000. Default: ${DEFAULT-VALUE}")
  private int count;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description =
          "Factor for the logits, above 0: a value above 1 makes the text more predictable, a"
              + " value below 1 more varied. Default: 1")
  private Double scale;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description =
          "Divisor for the logits, above 0. It is the inverse of --scale; use only one of them.")
  private Double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "0",
      description = "Draw only from the N most probable tokens; 0 for all. Default: 0")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Draw only from the smallest set of most probable tokens with a total probability of at"
              + " least X, above 0 and at most 1. Default: 1")
  private double topP;

  @Option(names = "--greedy", description = "Always take the most probable token.")
  private boolean greedy;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Seed for drawing tokens; the same seed writes the same text. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Stop after writing this text.")
  private String stop;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description =
          "Print a line for each step: the token drawn, and the N most probable tokens with the"
              + " probabilities it was drawn from, 1 to 1000. With --greedy, the probabilities are"
              + " those that the network predicts.")
  private Integer candidates;

  /** A text, as printed by {@code --json}. */
  record Result(String run, String prime, String text, long seed) {}

  /** A text with the candidates of each step, as printed by {@code --json}. */
  record ResultWithSteps(
      String run, String prime, String text, long seed, List<Candidates.Step> steps) {}

  public SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireRange("--length", length, MOST);
    requireRange("--count", count, MOST);
    requireRange("--candidates", candidates == null ? 1 : candidates, MOST_CANDIDATES);
    SamplingOptions options = options();
    LanguageModel model = LanguageModel.open(run);
    RandomGenerator primes = new SplittableRandom(seed);
    Sampler sampler = new Sampler(options, seed);
    for (int i = 0; i < count && !console.out().checkError(); i++) {
      try {
        TextWriter.Request request = new TextWriter.Request(beginning(model, primes), length, stop);
        if (candidates == null) {
          write(model, request, sampler);
        } else {
          writeSteps(model, request, new Candidates(sampler, options, model.vocabulary()));
        }
      } catch (IllegalArgumentException cause) {
        throw new ParameterException(spec.commandLine(), "--prime: " + cause.getMessage(), cause);
      }
    }
    return 0;
  }

  /** Prints a line for each step, and the text at the end. */
  private void writeSteps(LanguageModel model, TextWriter.Request request, Candidates steps) {
    boolean shown = !json.asked();
    List<Candidates.Step> all = new ArrayList<>();
    model.prepare(request.prime());
    if (shown) {
      console.out().println(Candidates.HEADER);
    }
    String text =
        model.write(
            request,
            logits -> {
              Candidates.Step step = steps.draw(logits, candidates);
              if (shown) {
                print(step.line() + System.lineSeparator());
              } else {
                all.add(step);
              }
              return step.index();
            },
            piece -> {});
    if (shown) {
      console.out().printf("%n%s%n", request.prime() + text);
    } else {
      json.print(console, new ResultWithSteps(run.toString(), request.prime(), text, seed, all));
    }
  }

  private String beginning(LanguageModel model, RandomGenerator primes) {
    if (RANDOM.equals(prime)) {
      return model.randomPrime(primes);
    }
    return prime == null ? model.defaultPrime() : prime;
  }

  private void write(LanguageModel model, TextWriter.Request request, Sampler sampler) {
    boolean shown = !json.asked();
    if (shown) {
      model.prepare(request.prime());
      print(request.prime());
    }
    String text = model.write(request, sampler::next, shown ? this::print : piece -> {});
    if (shown) {
      console.out().println();
    } else {
      json.print(console, new Result(run.toString(), request.prime(), text, seed));
    }
  }

  /** Prints each piece as soon as it is drawn. */
  private void print(String piece) {
    console.out().print(piece);
    console.out().flush();
  }

  private SamplingOptions options() {
    if (scale != null && temperature != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--scale and --temperature are inverses of each other; use only one of them");
    }
    try {
      double factor = scale == null ? 1 : scale;
      SamplingOptions options = new SamplingOptions(factor, topK, topP, greedy);
      return temperature == null ? options : options.withTemperature(temperature);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), flagged(cause.getMessage()), cause);
    }
  }

  /** Replaces the names of fields by the names of options, which the user knows. */
  private static String flagged(String message) {
    return message
        .replaceAll("\\b(scale|temperature)\\b", "--$1")
        .replace("topK", "--top-k")
        .replace("topP", "--top-p")
        .replace("turn greedy sampling off", "leave out --greedy")
        .replace("use greedy sampling", "use --greedy");
  }

  private void requireRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d; it must be from 1 to %d".formatted(option, value, most));
    }
  }
}
