package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts the classes of texts. */
@Command(
    name = "predict",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Predict the classes of texts: of those on the command line, one per line of standard input,"
            + " or all texts of a file.")
public final class PredictCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final int AT_ONCE = 64;

  /** The options of {@code train} that say where a file has its texts. */
  private static final Set<String> FORMAT =
      Set.of("--text-column", "--separator", "--header", "--encoding");

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private JsonOutput json;

  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "TEXT",
      description =
          "Texts, each in quotes, or - to read one text per line from standard input (UTF-8)."
              + " If a text begins with '-', put -- before RUN.")
  private List<String> texts = List.of();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Predict all texts of a table: CSV, tab-separated text or JSON lines. The result has all"
              + " columns of the file, the predicted class and its probability; with --json, the"
              + " probabilities of all classes.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the result of --data to this file: CSV, or tab-separated text if its name ends"
              + " with .tsv. It must not exist yet. Default: standard output")
  private Path out;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "1",
      description = "Show the N most probable classes, 1 or more. Default: ${DEFAULT-VALUE}")
  private int top;

  public PredictCommand(Console console) {
    this.console = console;
  }

  /** Returns whether the command has an option of {@code train}. */
  public static boolean has(String part, String option) {
    return part.equals("data") && FORMAT.contains(option);
  }

  @Override
  public Integer call() throws IOException {
    requireUsable();
    TextClassifier classifier = TextClassifier.open(run);
    if (data != null) {
      predictFile(classifier);
    } else if (texts.equals(List.of(STANDARD_INPUT))) {
      predictLines(classifier);
    } else {
      print(classifier.predict(texts));
      if (texts.size() == 1 && isFile(texts.get(0))) {
        console
            .err()
            .printf(
                "The text '%s' is also the name of a file. To predict the texts in the file, use %s%n",
                texts.get(0), ShellCommand.of("--data", texts.get(0)));
      }
    }
    return 0;
  }

  private void requireUsable() {
    if (top < 1) {
      throw usage("--top is %d; it must be 1 or more".formatted(top));
    }
    if (data == null && texts.isEmpty()) {
      throw usage(
          "there is nothing to predict: add texts in quotes, - for standard input, or --data");
    }
    if (data != null && !texts.isEmpty()) {
      throw usage("--data and texts on the command line cannot be combined; leave one of them out");
    }
    if (out != null && data == null) {
      throw usage("--out has no effect here; it is where the result of --data goes");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static boolean isFile(String text) {
    try {
      return Files.isRegularFile(Path.of(text));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  private void predictFile(TextClassifier classifier) throws IOException {
    DataConfig trained = classifier.config().data();
    DataConfig detected =
        DataConfig.of(
            data,
            trained.tokenizer(),
            trained.maxLength(),
            trained.truncation(),
            trained.minCount());
    LabelledTextFormat format =
        ConfigOptions.override(
                classifier.config().withData(detected), spec.commandLine().getParseResult(), spec)
            .data()
            .format();
    new FilePredictions(classifier, place(), format, json.asked() ? json : null, top)
        .write(out, console);
  }

  private Path place() {
    try {
      return Path.of(data);
    } catch (InvalidPathException cause) {
      throw usage("--data is '%s', which is not a valid path".formatted(data));
    }
  }

  private void predictLines(TextClassifier classifier) throws IOException {
    ReviewLines lines = new ReviewLines(console.in());
    List<String> some = lines.next(AT_ONCE);
    while (!some.isEmpty() && !console.out().checkError()) {
      print(classifier.predict(some));
      some = lines.next(AT_ONCE);
    }
  }

  private void print(List<Prediction> predictions) {
    for (Prediction prediction : predictions) {
      if (json.asked()) {
        json.print(console, prediction);
      } else {
        console.out().println(FigureText.of(prediction, top));
      }
    }
  }
}
