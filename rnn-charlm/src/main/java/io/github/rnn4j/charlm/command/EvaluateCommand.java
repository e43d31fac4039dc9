package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.baseline.BaselineResult;
import io.github.rnn4j.charlm.baseline.HeldOutBaselines;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.JsonOutput;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.data.DataAccessOptions;
import io.github.rnn4j.cli.data.RunData;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well a trained network predicts a text. */
@Command(
    name = "evaluate",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Measure how well a trained network predicts a text, in nats, bits and perplexity per"
            + " token. The network reads the text in one piece and predicts every token from all"
            + " tokens before it.")
public final class EvaluateCommand implements Callable<Integer> {

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
          "Evaluate on the whole of another text, or with --part on the run's own text if it has"
              + " been moved; accepts the same values as train --data. Default: the run's text")
  private String data;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description =
          "Which part of the run's text to evaluate on: ${COMPLETION-CANDIDATES}. Default: test,"
              + " or train if the run was trained with --split none")
  private PartName part;

  /** The part of the run's text to evaluate on. */
  public enum PartName {
    TEST,
    VALIDATION,
    TRAIN;

    Part of(Corpus corpus) {
      return switch (this) {
        case TEST -> corpus.test();
        case VALIDATION -> corpus.validation();
        case TRAIN -> corpus.train();
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
   * @param part the part of the run's text; null for another text
   * @param baselines the results of the baselines; null for another text and for the training set
   * @param together the network and Kneser-Ney combined; null except for the test set of an
   *     unbroken text whose validation set has two tokens or more
   */
  record Result(
      String run,
      String data,
      String part,
      LanguageFigures network,
      List<BaselineResult> baselines,
      HeldOutBaselines.Together together) {}

  public EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LanguageModel model = LanguageModel.open(run);
    Result result = data == null || part != null ? ofOwnText(model) : ofOtherText(model);
    if (json.asked()) {
      json.print(console, result);
    } else {
      print(result, model.config().data().tokens().noun());
    }
    return 0;
  }

  private Result ofOtherText(LanguageModel model) {
    TextSource source = Corpus.source(data, access.cache(console), console.in());
    LanguageFigures figures = model.measure(OtherText.encode(model, source));
    return new Result(run.toString(), source.name(), null, figures, null, null);
  }

  private Result ofOwnText(LanguageModel model) {
    DataConfig trained =
        data == null
            ? model.config().data()
            : ConfigOptions.with(model.config(), Map.of("--data", data)).data();
    PartName measured = part != null ? part : defaultPart(trained);
    if (trained.split() == Split.NONE && measured != PartName.TRAIN) {
      throw new ParameterException(
          spec.commandLine(),
          "The run was trained on its whole text (split none), so it has no "
              + title(measured.toString())
              + "; use --part train, or --data to evaluate on another text");
    }
    RunDirectory directory = RunDirectory.open(run);
    RunData.requireSplitHere(directory, "--data");
    if (measured == PartName.TEST) {
      RunData.requireTested(directory);
    }
    Corpus corpus =
        RunData.read(
            directory,
            trained.data(),
            data != null,
            () -> Corpus.ofRun(directory, trained, access.cache(console), console.in()));
    HeldOutBaselines simpler = new HeldOutBaselines(trained, corpus);
    boolean both =
        measured == PartName.TEST
            && trained.unit() == Unit.TEXT
            && corpus.validation().predictions() > 0;
    if (both) {
      return ofTest(model, corpus, simpler);
    }
    Part read = measured.of(corpus);
    return new Result(
        run.toString(),
        corpus.name(),
        measured.toString(),
        model.measure(read),
        measured == PartName.TRAIN ? null : simpler.of(read),
        null);
  }

  /**
   * Evaluates on the test set of an unbroken text. The network reads it only once, for its own
   * result and for the combination with Kneser-Ney.
   */
  private Result ofTest(LanguageModel model, Corpus corpus, HeldOutBaselines simpler) {
    double[] surprises = model.textMeasure().surprises(corpus.test().sequences().get(0));
    return new Result(
        run.toString(),
        corpus.name(),
        PartName.TEST.toString(),
        LanguageFigures.of(surprises),
        simpler.of(corpus.test()),
        simpler.together(model, surprises));
  }

  private static PartName defaultPart(DataConfig trained) {
    return trained.split() == Split.NONE ? PartName.TRAIN : PartName.TEST;
  }

  private static String title(String part) {
    return part.equals(PartName.TRAIN.toString()) ? "training set" : part + " set";
  }

  private void print(Result result, String unit) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s%s, %,d %ss predicted: %s per %s%n",
            result.data(),
            result.part() == null ? "" : ", " + title(result.part()),
            result.network().tokens(),
            unit,
            EpochFigures.text(result.network()),
            unit);
    if (result.baselines() != null) {
      HeldOutBaselines.describe(result.baselines(), result.network(), unit)
          .forEach(line -> console.out().println("  " + line));
    }
    if (result.together() != null) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "  Network and Kneser-Ney combined, weights %.2f and %.2f fitted on the validation"
                  + " set: %.4f bits%n",
              result.together().networkWeight(),
              1 - result.together().networkWeight(),
              result.together().bitsPerToken());
    }
    if (PartName.TRAIN.toString().equals(result.part())) {
      console
          .out()
          .println("  The network was trained on this text: expect higher values on new text.");
    }
  }
}
