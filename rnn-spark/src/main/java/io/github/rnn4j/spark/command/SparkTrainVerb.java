package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.config.Preset;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.spark.training.ClusterConfig;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * What the {@code train} commands have in common: they train an application's network with Spark.
 */
abstract class SparkTrainVerb<C extends Record, R extends Record> extends TrainVerb<C, R> {

  private final String application;
  private SparkSession spark;

  @Mixin private ClusterOptions cluster;

  SparkTrainVerb(Console console, String application, Class<C> configuration) {
    super(console, application, configuration);
    this.application = application;
  }

  @Override
  public Integer call() throws Exception {
    if (spec().commandLine().getParseResult().hasMatchedOption("--from")) {
      throw misuse(
          "--from is not possible on a cluster; train %s on one machine for that"
              .formatted(application));
    }
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
   */
  static <P extends Enum<P> & Preset<?>> CommandLine withOptions(
      SparkTrainVerb<?, ?> verb, Class<P> presets, P shown, Set<String> absent) {
    CommandLine command = new CommandLine(verb);
    ConfigOptions.addTo(command, presets, shown, (part, option) -> !absent.contains(option));
    // Its list of presets has the times of one machine.
    command.getCommandSpec().usageMessage().footer(new String[0]);
    return command;
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
  protected TrainingView view(String program, Console told) {
    return (run, network) -> new RunListener() {};
  }

  @Override
  protected C startingFrom(C from) {
    throw new IllegalStateException("--from was refused");
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
