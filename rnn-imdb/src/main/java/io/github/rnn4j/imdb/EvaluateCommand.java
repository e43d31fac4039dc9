package io.github.rnn4j.imdb;

import io.github.rnn4j.datasets.Review;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.train.Provenance;
import io.github.rnn4j.train.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a trained network on a part of its data or on other data. */
@Command(
    name = "evaluate",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Measure a trained network on labelled reviews.")
final class EvaluateCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Directory of the run.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "PATH|NAME",
      description = "Other reviews, sampled and split as those of the run were. Default: the run's")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Another size of the sample of each part; 0 for all. Default: the run's")
  private Integer limit;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      defaultValue = "test",
      description = "What to measure on: ${COMPLETION-CANDIDATES}. Default: test")
  private Part part;

  /** Which reviews to measure on. */
  enum Part {
    TEST,
    VALIDATION,
    TRAIN,
    ALL;

    List<Review> of(ImdbData data) {
      return switch (this) {
        case TEST -> data.test();
        case VALIDATION -> data.validation();
        case TRAIN -> data.train();
        case ALL -> data.all();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The result as JSON. */
  record Result(String run, String data, boolean sameData, Part part, BinaryMetrics figures) {}

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    ImdbConfig config = directory.readJson(RunDirectory.CONFIG, ImdbConfig.class);
    DataConfig chosen = chosen(config.data());
    ImdbData reviews = ImdbData.load(chosen, config.training().seed(), access.cache(console));
    NativeThreads.choose();
    BinaryMetrics figures = Sentiment.open(run).evaluate(part.of(reviews));
    Result result =
        new Result(run.toString(), reviews.name(), same(directory, reviews), part, figures);
    if (json.asked()) {
      json.print(console, result);
    } else {
      print(result, reviews.synthetic());
    }
    return 0;
  }

  private DataConfig chosen(DataConfig trained) {
    try {
      return trained.with(
          data == null ? trained.data() : data, limit == null ? trained.limit() : limit);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(spec.commandLine(), "--" + cause.getMessage(), cause);
    }
  }

  private static boolean same(RunDirectory directory, ImdbData reviews) {
    Provenance trained = directory.readJson(RunDirectory.PROVENANCE, Provenance.class);
    return trained.data().checksum().equals("sha256:" + reviews.checksum());
  }

  private void print(Result result, boolean synthetic) {
    PrintStream out = console.out();
    out.printf(
        Locale.ROOT,
        "%s, part %s, %,d reviews%s:%n%s%n",
        result.data(),
        result.part(),
        result.figures().examples(),
        synthetic ? " (synthetic: made up by this program)" : "",
        FigureText.of(result.figures()));
    if (!result.sameData()) {
      out.println("  These are not the reviews of the run: none of its parts was made from them.");
    } else if (part == Part.TRAIN || part == Part.ALL) {
      out.println("  The network was trained on these reviews: expect less on others.");
    }
  }
}
