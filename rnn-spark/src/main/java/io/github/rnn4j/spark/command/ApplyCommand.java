package io.github.rnn4j.spark.command;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.spark.apply.SavedRun;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code apply} command: reads a table, applies a saved run to it, and writes the result. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description =
        "Apply a saved run to a table: classify its texts with a run of rnn-imdb, measure how well a"
            + " run of rnn-charlm predicts them, or forecast its series with a run of rnn-timeseries.")
public final class ApplyCommand implements Callable<Integer> {

  private static final String TEXT = "text";

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private TableOptions tables;

  @Parameters(
      paramLabel = "RUN",
      description =
          "Folder of the run, on this machine or another file system, such as hdfs://namenode/runs/reviews.")
  private Path run;

  @Option(
      names = "--text-column",
      paramLabel = "COLUMN",
      description = "Column with the texts. Default: " + TEXT)
  private String column;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Number of steps to forecast, 1 to 100000, with a run of rnn-timeseries. Default: the"
              + " horizon of the run")
  private Integer steps;

  public ApplyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    tables.requireFormats();
    RunAddress.use(spec.positionalParameters().get(0), run, this::apply);
    console.out().println("The result is in " + tables.out());
    return 0;
  }

  private void apply(Path folder) throws Exception {
    String program = program(RunDirectory.open(folder));
    requireUsed("--steps", steps, program, program.equals(SeriesConfig.PROGRAM));
    requireUsed("--text-column", column, program, !program.equals(SeriesConfig.PROGRAM));
    if (steps != null && (steps < 1 || steps > SavedRun.MOST_STEPS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--steps is %d; it must be from 1 to %d".formatted(steps, SavedRun.MOST_STEPS));
    }
    Cluster.use(
        "rnn-spark apply",
        spark -> {
          Dataset<Row> table = tables.read(spark);
          tables.write(applied(SavedRun.ship(spark, folder), program, table));
        });
  }

  private void requireUsed(String option, Object value, String program, boolean used) {
    if (value != null && !used) {
      throw new ParameterException(
          spec.commandLine(), "%s has no effect with a run of %s".formatted(option, program));
    }
  }

  private Dataset<Row> applied(SavedRun saved, String program, Dataset<Row> table) {
    if (program.equals(SeriesConfig.PROGRAM)) {
      int ahead = steps == null ? 0 : steps;
      return MalformedLines.added(saved.forecast(MalformedLines.without(table), ahead), table);
    }
    String texts = column == null ? TEXT : column;
    Dataset<Row> usable = MalformedLines.without(table, texts);
    return MalformedLines.explained(
        program.equals(ImdbConfig.PROGRAM)
            ? saved.classify(usable, texts)
            : saved.measure(usable, texts));
  }

  /** Returns the program that a run was trained with. */
  private static String program(RunDirectory run) {
    if (isOf(run, ImdbConfig.PROGRAM, ImdbConfig.class)) {
      return ImdbConfig.PROGRAM;
    }
    if (isOf(run, CharlmConfig.PROGRAM, CharlmConfig.class)) {
      return CharlmConfig.PROGRAM;
    }
    run.readConfig(SeriesConfig.PROGRAM, SeriesConfig.class); // its message says what is wrong
    return SeriesConfig.PROGRAM;
  }

  private static <C extends Record> boolean isOf(RunDirectory run, String program, Class<C> type) {
    try {
      run.readConfig(program, type);
      return true;
    } catch (RunException other) {
      return false;
    }
  }
}
