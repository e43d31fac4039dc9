package io.github.rnn4j.spark.command;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.datasets.series.SeriesColumns;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.spark.apply.SavedRun;
import io.github.rnn4j.spark.forecast.SeriesMethods;
import io.github.rnn4j.spark.series.SeriesTable;
import io.github.rnn4j.timeseries.config.DataConfig;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code forecast} command: forecasts many series by simple methods and by a network. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Forecast each series of a table by all baselines of rnn-timeseries; with --run, also by the"
            + " network of a run with several series; with --own-networks, by a network for each. The result has one row for each series, method"
            + " and step.")
public final class ForecastCommand implements Callable<Integer> {

  /** How a series is written, as in rnn-timeseries. */
  private static final Set<String> READING =
      Set.of(
          "--time",
          "--value",
          "--gaps",
          "--decimal",
          "--time-format",
          "--missing",
          "--frequency",
          "--time-zone",
          "--duplicates");

  private final Console console;

  @Spec private CommandSpec spec;
  @Mixin private TableOptions tables;

  @Option(
      names = "--series",
      required = true,
      paramLabel = "COLUMN[,COLUMN]",
      description = "Column that names the series of each row.")
  private String series;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Folder of a run of rnn-timeseries with several series, on this machine or another file"
              + " system, such as hdfs://namenode/runs/stores, whose network also forecasts them.")
  private Path run;

  @Option(
      names = "--own-networks",
      description =
          "Also train a small network on each series, with the options that rnn-timeseries train"
              + " chooses for it, and forecast with it; this takes seconds for each series.")
  private boolean ownNetworks;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Number of steps to forecast, 1 to 10000. Default: the horizon of the run; without one, a"
              + " season of each series, at most 48, or 10 without a season, and no more than the"
              + " series has")
  private Integer steps;

  @Option(
      names = "--season",
      paramLabel = "N",
      description =
          "Length of a season in steps; 1 for none. If it is not given, it is chosen for each series"
              + " as in rnn-timeseries.")
  private Integer season;

  private ForecastCommand(Console console) {
    this.console = console;
  }

  /**
   * Returns the command with its options.
   *
   * @param console where it prints
   * @return the command
   */
  public static CommandLine of(Console console) {
    CommandLine command = new CommandLine(new ForecastCommand(console));
    ConfigOptions.addTo(
        command.getCommandSpec(),
        Preset.STANDARD.config(),
        (part, option) -> part.equals("data") && READING.contains(option));
    return command;
  }

  @Override
  public Integer call() throws Exception {
    tables.requireFormats();
    Map<String, Object> options = options();
    RunAddress.use(spec.findOption("--run"), run, folder -> forecast(options, folder));
    console.out().println("The result is in " + tables.out());
    return 0;
  }

  /** Forecasts with the network in a folder as well, unless it is null. */
  private void forecast(Map<String, Object> options, Path folder) throws Exception {
    Optional<SeriesConfig> trained = Optional.ofNullable(folder).map(ForecastCommand::ofSeveral);
    trained.ifPresent(config -> options.putIfAbsent("--horizon", config.network().horizon()));
    Cluster.use(
        "rnn-spark forecast",
        spark -> {
          Dataset<Row> table = tables.read(spark);
          Dataset<Row> usable = MalformedLines.without(table);
          SeriesTable seriesTable = SeriesTable.of(usable, columns(options));
          Dataset<Row> forecasts = SeriesMethods.baselines(seriesTable, options);
          if (ownNetworks) {
            forecasts = forecasts.union(SeriesMethods.ownNetworks(seriesTable, options));
          }
          if (folder != null) {
            forecasts =
                forecasts.union(
                    SeriesMethods.network(
                        SavedRun.ship(spark, folder)
                            .forecast(usable, (int) options.get("--horizon"))));
          }
          tables.write(MalformedLines.added(forecasts, table));
        });
  }

  /** Returns the options that are given, and checks their ranges. */
  private Map<String, Object> options() {
    Map<String, Object> options = new HashMap<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (READING.contains(option.longestName())) {
        options.put(option.longestName(), option.getValue());
      }
    }
    if (season != null) {
      options.put("--season", season);
    }
    if (steps != null) {
      options.put("--horizon", steps);
    }
    try {
      ConfigOptions.with(Preset.STANDARD.config(), options);
    } catch (IllegalArgumentException cause) {
      throw new ParameterException(
          spec.commandLine(), cause.getMessage().replace("--horizon", "--steps"), cause);
    }
    return options;
  }

  private SeriesColumns.Chosen columns(Map<String, Object> options) {
    DataConfig data = ConfigOptions.with(Preset.STANDARD.config(), options).data();
    return new SeriesColumns.Chosen(data.time(), data.values(), series);
  }

  private static SeriesConfig ofSeveral(Path folder) {
    SeriesConfig config =
        RunDirectory.open(folder).readConfig(SeriesConfig.PROGRAM, SeriesConfig.class);
    if (!config.data().hasSeveral()) {
      throw new RunException(
          "The run in %s has one series. Train one network for all series with --series."
              .formatted(folder));
    }
    return config;
  }
}
