package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.loop.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
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
      throw new ParameterException(
          spec().commandLine(),
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

  ClusterOptions cluster() {
    return cluster;
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
