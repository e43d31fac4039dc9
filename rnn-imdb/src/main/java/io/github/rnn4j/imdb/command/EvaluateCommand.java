package io.github.rnn4j.imdb.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.RunData;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.data.TrainedTexts;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.ExplainedEvaluation;
import io.github.rnn4j.imdb.model.Mistake;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.metric.ClassMetrics;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a trained network on its own data or on other data. */
@Command(
    name = "evaluate",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Evaluate a trained network on labelled texts.")
public final class EvaluateCommand implements Callable<Integer> {

  /** The options of {@code train} that say where a file has its texts and labels. */
  private static final Set<String> FORMAT =
      Set.of("--text-column", "--label-column", "--group", "--separator", "--header", "--encoding");

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private DataAccessOptions access;
  @Mixin private JsonOutput json;

  @Parameters(paramLabel = "RUN", description = "Folder of the run.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "PATH|NAME",
      description =
          "Evaluate on other texts, or on the run's own data if it has been moved; accepts the"
              + " same values as train --data. Default: the run's data")
  private String data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Sample the texts as train --limit does; 0 for all. Default: the run's limit")
  @SuppressWarnings("UnusedVariable") // read by name, like the options of train
  private Integer limit;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description =
          "Which texts to evaluate on: ${COMPLETION-CANDIDATES}. They are split into sets as for"
              + " train. Default: test, or all if --data gives other texts without a separate"
              + " test set")
  private Part part;

  /** The reviews to evaluate on. */
  public enum Part {
    TEST,
    VALIDATION,
    TRAIN,
    ALL;

    List<LabelledText> of(ImdbData data) {
      return switch (this) {
        case TEST -> data.test();
        case VALIDATION -> data.validation();
        case TRAIN -> data.train();
        case ALL -> data.all();
      };
    }

    String title() {
      return switch (this) {
        case TEST -> "test set";
        case VALIDATION -> "validation set";
        case TRAIN -> "training set";
        case ALL -> "all data";
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The result, as printed by {@code --json}.
   *
   * @param part which reviews, as the option names them
   * @param sameData whether the reviews, their sample and their split are the same as in the run
   * @param trainedOn how many of the texts the network was trained on; null if the training data of
   *     the run can no longer be read
   * @param unknownLabels how many texts were left out because the network does not know their
   *     label, by label
   * @param classes the names of the classes that the network tells apart
   * @param figures the metrics of two classes; null if there are more
   * @param classFigures the metrics of all classes
   * @param calibrationError the expected calibration error, 0 to 1
   * @param mistakes the most confident mistakes
   */
  record Result(
      String run,
      String data,
      boolean sameData,
      String part,
      Integer trainedOn,
      Map<String, Long> unknownLabels,
      List<String> classes,
      BinaryMetrics figures,
      ClassMetrics classFigures,
      double calibrationError,
      List<Mistake> mistakes) {

    private Evaluation measured() {
      return new Evaluation(classFigures, figures);
    }
  }

  /** Returns whether the command has an option of {@code train}. */
  public static boolean has(String part, String option) {
    return part.equals("data") && FORMAT.contains(option);
  }

  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    ImdbConfig config = directory.readConfig(ImdbConfig.PROGRAM, ImdbConfig.class);
    DataConfig chosen = chosen(config);
    long seed = config.training().seed();
    Optional<ImdbData> unsplit = unsplit(config.data(), chosen, seed);
    ImdbData data = unsplit.orElseGet(() -> load(directory, chosen, seed));
    Part measured = unsplit.isPresent() ? Part.ALL : part == null ? Part.TEST : part;
    TextClassifier classifier = TextClassifier.open(run);
    KnownTexts known = KnownTexts.of(measured.of(data), data, classifier.classes());
    boolean heldOut = measured == Part.TEST && chosen.data().equals(config.data().data());
    Integer trainedOn =
        directory.has(RunDirectory.CLUSTER)
            ? ofCluster(heldOut)
            : trainedOn(directory, config, chosen, known.texts());
    ExplainedEvaluation evaluated =
        classifier.evaluate(
            known.texts().stream().map(LabelledText::text).toList(),
            known.texts().stream().mapToInt(LabelledText::label).toArray());
    boolean same = data.checksum().equals(trainedChecksum(directory));
    Result result =
        new Result(
            run.toString(),
            data.name(),
            same,
            measured.toString(),
            trainedOn,
            known.unknown(),
            classifier.classes().names(),
            evaluated.figures().binary(),
            evaluated.figures().classes(),
            evaluated.calibrationError(),
            evaluated.mistakes());
    if (json.asked()) {
      json.print(console, result);
    } else {
      print(result, measured, data);
    }
    return 0;
  }

  private ImdbData load(RunDirectory directory, DataConfig chosen, long seed) {
    boolean ofTest = part == null || part == Part.TEST;
    if (ofTest) {
      RunData.requireTested(directory);
    }
    if (directory.has(RunDirectory.CLUSTER)
        && part != Part.ALL
        && !(ofTest && ImdbData.hasParts(chosen))) {
      RunData.requireSplitHere(directory, "--data");
    }
    return RunData.read(
        directory,
        chosen.data(),
        data != null,
        () -> ImdbData.load(chosen, seed, access.cache(console)));
  }

  /** Returns the data of the run with the options that were given. */
  private DataConfig chosen(ImdbConfig trained) {
    return ConfigOptions.override(trained, spec.commandLine().getParseResult(), spec).data();
  }

  /** Loads other reviews as one set, unless a part is requested or they come with a test set. */
  private Optional<ImdbData> unsplit(DataConfig trained, DataConfig chosen, long seed) {
    boolean whole = part == null || part == Part.ALL;
    return whole && !chosen.data().equals(trained.data())
        ? ImdbData.unsplit(chosen, seed)
        : Optional.empty();
  }

  /** Says that nobody knows how many of the texts the network was trained on. */
  private Integer ofCluster(boolean heldOut) {
    if (!heldOut) {
      console
          .err()
          .println(
              "A cluster has trained this network, so this machine cannot tell whether it has seen some of these texts.");
    }
    return null;
  }

  /** Counts the reviews whose text is in the training set; null if that is unknown. */
  private Integer trainedOn(
      RunDirectory directory, ImdbConfig config, DataConfig chosen, List<LabelledText> reviews) {
    try {
      Set<String> texts = trainedTexts(directory, config, chosen);
      return Math.toIntExact(
          reviews.stream().map(LabelledText::text).filter(texts::contains).count());
    } catch (DataException cause) {
      console
          .err()
          .println(
              "The network may have been trained on some of these texts; the training data can"
                  + " no longer be read: "
                  + cause.getMessage());
      return null;
    }
  }

  /** Reads the training set where it was, or else in the given data, if that is the same. */
  private Set<String> trainedTexts(RunDirectory directory, ImdbConfig config, DataConfig chosen) {
    String checksum = trainedChecksum(directory);
    DataCache cache = access.cacheOffline(console);
    try {
      return TrainedTexts.of(config, checksum, cache);
    } catch (DataException cause) {
      try {
        return TrainedTexts.of(config.withData(chosen), checksum, cache);
      } catch (DataException otherData) {
        throw cause;
      }
    }
  }

  /** Returns the SHA-256 checksum of a run's reviews, 64 hexadecimal digits. */
  static String trainedChecksum(RunDirectory directory) {
    Provenance trained = directory.readJson(RunDirectory.PROVENANCE, Provenance.class);
    return trained.data().sha256();
  }

  private void print(Result result, Part measured, ImdbData texts) {
    PrintStream out = console.out();
    if (data != null && !texts.reading().isEmpty()) {
      out.printf("%s: %s%n", texts.name(), texts.reading());
    }
    out.printf(
        Locale.ROOT,
        "%s, %s, %,d texts%s:%n%s%n",
        result.data(),
        measured.title(),
        result.measured().examples(),
        texts.synthetic() ? " (synthetic: generated by this program)" : "",
        FigureText.of(result.measured(), new TextClasses(result.classes())));
    out.printf(Locale.ROOT, "  expected calibration error %.4f%n", result.calibrationError());
    if (!result.mistakes().isEmpty()) {
      out.println(
          "  Most confident mistakes, and the words for the predicted and the actual class:");
      result.mistakes().forEach(mistake -> FigureText.of(mistake).forEach(out::println));
    }
    if (!result.unknownLabels().isEmpty()) {
      out.println("  " + KnownTexts.described(result.unknownLabels()));
    }
    if (result.trainedOn() != null && (result.trainedOn() > 0 || !result.sameData())) {
      out.printf(
          Locale.ROOT,
          "  The network was trained on %,d of these %,d texts%s.%n",
          result.trainedOn(),
          result.measured().examples(),
          result.trainedOn() > 0 ? ": expect lower accuracy on new texts" : "");
    }
  }
}
