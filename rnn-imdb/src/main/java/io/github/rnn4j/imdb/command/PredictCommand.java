package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.Sentiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Predicts whether texts are positive or negative. */
@Command(
    name = "predict",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Predict whether texts are positive or negative.")
public final class PredictCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";
  private static final int AT_ONCE = 64;

  private final Console console;

  @Mixin private JsonOutput json;

  @Parameters(index = "0", paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description =
          "Reviews, each in quotes, or - to read one review per line from standard input (UTF-8)."
              + " If a review begins with '-', put -- before RUN.")
  private List<String> texts;

  public PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Sentiment sentiment = Sentiment.open(run);
    if (!texts.equals(List.of(STANDARD_INPUT))) {
      print(sentiment.predict(texts));
      return 0;
    }
    ReviewLines lines = new ReviewLines(console.in());
    List<String> some = lines.next(AT_ONCE);
    while (!some.isEmpty() && !console.out().checkError()) {
      print(sentiment.predict(some));
      some = lines.next(AT_ONCE);
    }
    return 0;
  }

  private void print(List<Prediction> predictions) {
    for (Prediction prediction : predictions) {
      if (json.asked()) {
        json.print(console, prediction);
      } else {
        console.out().println(FigureText.of(prediction));
      }
    }
  }
}
