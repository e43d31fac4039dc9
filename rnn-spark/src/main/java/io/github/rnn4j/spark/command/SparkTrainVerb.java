package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.config.Preset;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.spark.training.ClusterConfig;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the {@code train} commands have in common: they train an application's network with Spark.
 */
abstract class SparkTrainVerb<C extends Record, R extends Record> extends TrainVerb<C, R> {

  /** Options of the programs that a cluster does not have: downloads, and other networks. */
  private static final List<String> ON_ONE_MACHINE = List.of("--cache", "--offline", "--from");

  private final String application;
  private SparkSession spark;

  @Mixin private ClusterOptions cluster;

  SparkTrainVerb(Console console, String application, Class<C> configuration) {
    super(console, application, configuration);
    this.application = application;
  }

  @Override
  public Integer call() throws Exception {
    Cluster.use(
        "rnn-spark train " + application,
        session -> {
          spark = session;
          super.call();
        });
    return 0;
  }

  SparkSession spark() {
    return spark;
  }

  /**
   * Returns the command with the options of its configuration.
   *
   * @param verb the command
   * @param presets the presets of the application
   * @param shown the preset whose values are the defaults
   * @param absent the options that make no sense on a cluster
   * @param data what {@code --data} may be
   */
  static <P extends Enum<P> & Preset<?>> CommandLine withOptions(
      SparkTrainVerb<?, ?> verb, Class<P> presets, P shown, Set<String> absent, String data) {
    CommandLine command = new CommandLine(verb);
    CommandSpec spec = command.getCommandSpec();
    ConfigOptions.addTo(command, presets, shown, (part, option) -> !absent.contains(option));
    // Its list of presets has the times of one machine.
    spec.usageMessage().footer(new String[0]);
    ON_ONE_MACHINE.forEach(option -> spec.remove(spec.findOption(option)));
    spec.resourceBundle(new Descriptions(data));
    return command;
  }

  /** Replaces what the options of one machine say about minibatches and data. */
  private static final class Descriptions extends ListResourceBundle {

    private final String data;

    private Descriptions(String data) {
      this.data = data;
    }

    @Override
    protected Object[][] getContents() {
      return new Object[][] {
        {"data", data},
        {
          "max-updates",
          "Stop training after N steps, including those before --resume, then validate and test."
        },
        {
          "fast-dev-run",
          "Train for one epoch of one step, then validate and test, to check that everything works;"
              + " the results mean nothing."
        },
        {
          "overfit-batches",
          "Train on the first N steps only, the same in each epoch. A network that can learn should"
              + " overfit them."
        }
      };
    }
  }

  /** Returns how to train on the cluster, and refuses options that do not go together. */
  ClusterConfig settings(int batchSize) {
    cluster.check(resumed());
    return cluster.config(resumed(), batchSize, spark.sparkContext().defaultParallelism());
  }

  /** Returns the vocabulary of the resumed run, if it is saved already. */
  Optional<Vocabulary> vocabulary(Set<SpecialToken> specials) {
    return resumed()
        .filter(run -> run.has(RunDirectory.VOCABULARY))
        .map(run -> SavedVocabulary.of(run, specials));
  }

  /** Refuses data that only this machine has. */
  void requirePath(boolean known) {
    if (known) {
      throw misuse(
          "A cluster needs data that all its machines can read; add --data with a file or folder");
    }
  }

  ParameterException misuse(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  @Override
  protected void requireResumable(RunDirectory run) {
    if (!run.has(RunDirectory.CLUSTER)) {
      throw new RunException(
          "The run in %s was not trained on a cluster (it has no %s); resume it with %s"
              .formatted(run.folder(), RunDirectory.CLUSTER, application));
    }
  }

  @Override
  protected TrainingView view(String program, Console told) {
    return (run, network) -> new RunListener() {};
  }

  @Override
  protected C startingFrom(C from) {
    throw new IllegalStateException("there is no --from");
  }

  @Override
  protected Set<String> encoding() {
    return Set.of();
  }

  /** A report page needs the texts, which are not on this machine. */
  @Override
  protected boolean writesReport() {
    return false;
  }

  /** Training continues with Spark; everything else is up to the application. */
  @Override
  protected String command(List<String> words) {
    List<String> line = new ArrayList<>();
    if (words.get(0).equals("train")) {
      line.add("rnn-spark");
      line.add("train");
      line.add(application);
      line.addAll(words.subList(1, words.size()));
    } else {
      line.add(application);
      line.addAll(words);
    }
    return ShellCommand.of(line.toArray(String[]::new));
  }
}
