package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.ShellCommand;
import io.github.rnn4j.cli.search.SearchTrial;
import io.github.rnn4j.cli.search.SearchVerb;
import io.github.rnn4j.cli.search.TrialRow;
import io.github.rnn4j.cli.search.TrialRunner;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches with the cores of a cluster; each trial is a task. */
@Command(
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Train with several values of some options on a cluster, each training on one executor, and"
            + " train and test the one with the best validation result on this machine. All other"
            + " options of the application's train can be given as well, and are the same in all"
            + " trials. A file given with --data is sent to the executors; a folder must have the same"
            + " path on all machines.")
public final class SparkSearchCommand extends SearchVerb {

  private static final String DATA = "--data=";

  /** The name of the run of the best trial, which is trained again. */
  private static final String WINNER = "winner";

  private final String program;
  @Spec private CommandSpec spec;
  private SparkSession spark;
  private Path sent;
  private volatile boolean stopped;

  private SparkSearchCommand(Console console, String program) {
    super(console, SearchedPrograms.trials(program));
    this.program = program;
  }

  /**
   * Adds a command for each application.
   *
   * @param search the command that they belong to
   * @param console where they read and write
   * @return the same command
   */
  public static CommandLine addTo(CommandLine search, Console console) {
    SearchedPrograms.NAMES.forEach(
        program -> {
          CommandLine train = SearchedPrograms.trials(program).train().apply(console);
          search.addSubcommand(
              program, withOptions(new SparkSearchCommand(console, program), train));
        });
    return search;
  }

  @Override
  public Integer call() throws Exception {
    for (String option : List.of("--runs", "--resume")) {
      RunAddress.in(spec.findOption(option))
          .ifPresent(
              address -> {
                throw new ParameterException(
                    spec.commandLine(),
                    "%s is %s, but a search keeps its folder on this machine; give it a path"
                        .formatted(option, address));
              });
    }
    return super.call();
  }

  @Override
  protected void whileMaking(Runnable all) throws Exception {
    Cluster.use(
        "rnn-spark search " + program,
        session -> {
          spark = session;
          all.run();
        });
  }

  @Override
  protected int atATime() {
    return Math.max(1, spark.sparkContext().defaultParallelism());
  }

  @Override
  protected void interrupted() {
    stopped = true;
    spark.sparkContext().cancelAllJobs();
  }

  @Override
  protected Optional<TrialRow> make(SearchTrial trial, Path search, PrintStream log) {
    long start = System.nanoTime();
    try {
      SentTrial.Made made =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(List.of(sent(trial)), 1)
              .map(SentTrial::make)
              .collect()
              .get(0);
      log.print(made.log());
      return Optional.of(made.row());
    } catch (Exception cause) { // Scala does not declare its checked exceptions
      if (stopped || spark.sparkContext().isStopped()) {
        return Optional.empty();
      }
      String reason = String.valueOf(Cluster.readable(cause).getMessage());
      log.println(reason);
      double seconds = (System.nanoTime() - start) / 1e9;
      return Optional.of(TrialRow.failed(trial, seconds, reason));
    }
  }

  /** Sends the file with the data, once for all trials. */
  private synchronized SentTrial sent(SearchTrial trial) {
    List<String> arguments = new ArrayList<>(trial.arguments());
    String file = "";
    for (String argument : trial.arguments()) {
      String path = argument.startsWith(DATA) ? argument.substring(DATA.length()) : "";
      if (!path.isEmpty() && Files.isRegularFile(Path.of(path))) {
        file = send(Path.of(path));
        arguments.remove(argument);
      }
    }
    return new SentTrial(
        program, new SearchTrial(trial.number(), trial.values(), arguments, List.of()), file);
  }

  private String send(Path file) {
    if (sent == null) {
      spark.sparkContext().addFile(file.toAbsolutePath().toString());
      sent = file;
    }
    return file.getFileName().toString();
  }

  @Override
  protected boolean savesTrials() {
    return false;
  }

  @Override
  protected Path tested(SearchTrial best, Path search) {
    return search.resolve(WINNER);
  }

  /** The executors have removed what they trained. */
  @Override
  protected List<String> testing(SearchTrial best, Path search) {
    List<String> words = new ArrayList<>(List.of("train"));
    Path winner = tested(best, search);
    if (TrialRunner.isBegun(winner)) {
      words.addAll(List.of("--resume", winner.toString()));
      words.addAll(best.resuming());
      return words;
    }
    words.addAll(List.of("--runs", search.toString(), "--name", WINNER, "--overwrite"));
    words.addAll(best.training());
    return words;
  }

  @Override
  protected String command(List<String> words) {
    List<String> line = new ArrayList<>(List.of("rnn-spark", "search", program));
    line.addAll(words.subList(1, words.size()));
    return ShellCommand.of(line.toArray(String[]::new));
  }

  @Override
  protected String trainCommand(List<String> words) {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(words);
    return ShellCommand.of(line.toArray(String[]::new));
  }
}
