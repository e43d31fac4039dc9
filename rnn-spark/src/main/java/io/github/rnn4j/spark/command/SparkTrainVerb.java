package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.cli.train.RunOptions;
import io.github.rnn4j.cli.train.TrainVerb;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.TrainingView;
import io.github.rnn4j.config.Preset;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.spark.remote.RemoteRun;
import io.github.rnn4j.spark.training.ClusterConfig;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  private static final String ADDRESSES =
      "%n--runs and --resume may also be addresses of other file systems that Hadoop can use, such as"
          + " hdfs://namenode/runs and s3a://bucket/runs/reviews. The run is then trained in a"
          + " temporary folder of the driver, and copied there after each checkpoint.";

  private final String application;
  private final RunAddress address;
  private Optional<RemoteRun> remote = Optional.empty();
  private SparkSession spark;

  @Mixin private ClusterOptions cluster;

  SparkTrainVerb(Console console, String application, Class<C> configuration) {
    this(new RunAddress(), console, application, configuration);
  }

  private SparkTrainVerb(
      RunAddress address, Console console, String application, Class<C> configuration) {
    super(address.in(console), application, configuration);
    this.application = application;
    this.address = address;
  }

  /** Loads the data like {@link TrainVerb#prepare}, and returns a function that trains. */
  abstract Function<TrainingRun, R> training(C config, PrintStream story);

  @Override
  protected final Function<TrainingRun, R> prepare(C config, PrintStream story) {
    Function<TrainingRun, R> training = training(config, story);
    return run -> {
      R result = training.apply(run);
      remote.ifPresent(RemoteRun::finish);
      return result;
    };
  }

  @Override
  public Integer call() throws Exception {
    remote = openedRemote();
    if (remote.isEmpty()) {
      train();
    } else {
      train(remote.get());
    }
    return 0;
  }

  private void train() throws Exception {
    Cluster.use(
        "rnn-spark train " + application,
        session -> {
          spark = session;
          super.call();
        });
  }

  private void train(RemoteRun run) throws Exception {
    address.set(run);
    Exception failure = null;
    try {
      train();
    } catch (Exception cause) { // Scala does not declare its checked exceptions
      failure = address.in(cause);
    }
    Optional<String> left = run.end();
    if (left.isPresent()) {
      throw new RunException(
          failure == null ? left.get() : failure.getMessage() + "\n" + left.get(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Opens the run if {@code --resume} or {@code --runs} has the address of another file system. The
   * options then name its copy on this machine.
   */
  private Optional<RemoteRun> openedRemote() {
    Optional<String> resumed = RunAddress.in(spec().findOption("--resume"));
    if (resumed.isPresent()) {
      RemoteRun run = RemoteRun.toResume(resumed.get(), RunAddress.configuration());
      set("--resume", run.folder());
      return Optional.of(run);
    }
    Optional<String> runs = RunAddress.in(spec().findOption("--runs"));
    if (runs.isEmpty() || spec().findOption("--resume").getValue() != null) {
      return Optional.empty();
    }
    String name = spec().findOption("--name").getValue();
    if (name == null) {
      name = RunOptions.nameNow(application.replaceFirst("^rnn-", ""));
      set("--name", name);
    }
    boolean overwrite = spec().findOption("--overwrite").getValue();
    RemoteRun run = RemoteRun.toTrain(runs.get(), name, overwrite, RunAddress.configuration());
    set("--runs", run.folder().getParent());
    return Optional.of(run);
  }

  private <T> void set(String option, T value) {
    spec().findOption(option).setValue(value);
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
    // In place of the list of presets, which has the times of one machine.
    spec.usageMessage().footer(ADDRESSES);
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
    return (run, network) ->
        remote
            .map(copied -> copied.listener(console().err()))
            .orElseGet(() -> new RunListener() {});
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
    } else if (remote.isPresent()) { // other programs read only folders of their machine
      line.addAll(List.of("rnn-spark", "apply", words.get(1)));
      line.addAll(List.of("--data", "texts.jsonl", "--out", "applied.jsonl"));
    } else {
      line.add(application);
      line.addAll(words);
    }
    return ShellCommand.of(line.toArray(String[]::new));
  }
}
