package io.github.rnn4j.timeseries.command;

import io.github.rnn4j.cli.Columns;
import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.check.CheckVerb;
import io.github.rnn4j.cli.check.MinibatchView;
import io.github.rnn4j.cli.report.Figures;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.config.Preset;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.data.SeriesSource;
import io.github.rnn4j.timeseries.training.AutomaticChoice;
import io.github.rnn4j.timeseries.training.DataCheck;
import io.github.rnn4j.timeseries.training.PanelChoice;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows what {@code train} would see. */
@Command(
    name = "check",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    description =
        "Read a series as train would with the same options, and show what the network would see:"
            + " the periods, the encoding of the first step, the first minibatch, and the first"
            + " two windows of input and target. Nothing is trained or saved.")
public final class CheckCommand extends CheckVerb<SeriesConfig, DataCheck> {

  /** The options that change a minibatch, in addition to those of the data and its preparation. */
  private static final Set<String> MORE =
      Set.of("--strategy", "--horizon", "--highway", "--streams", "--window", "--seed");

  /** More outliers are not listed. */
  private static final int LISTED = 3;

  /** More series are not listed. */
  private static final int SERIES = 20;

  @Option(
      names = "--preset",
      order = -2, // before the options that all programs share
      paramLabel = "NAME",
      description = TrainCommand.PRESET)
  private Preset preset;

  public CheckCommand(Console console) {
    super(console);
  }

  /** Returns whether the command has an option of {@code train}. */
  public static boolean has(String part, String option) {
    return part.equals("data") || part.equals("preparation") || MORE.contains(option);
  }

  @Override
  protected SeriesConfig preset() {
    return TrainCommand.chosen(preset, spec()).config();
  }

  @Override
  protected DataCheck check(SeriesConfig given) {
    if (preset == Preset.TUTORIAL) {
      throw new ParameterException(
          spec().commandLine(),
          "--preset tutorial has its own data and options; use the tutorial command, or check --data sine");
    }
    if (given.data().hasSeveral()) {
      return ofSeveral(given);
    }
    SeriesData read =
        SeriesSource.load(given.data(), given.training().seed(), access().cache(console()));
    AutomaticChoice choice =
        TrainCommand.completed(TrainCommand.chosen(preset, spec()), given, read, spec());
    SeriesConfig config = choice.config();
    SeriesData data = choice.data();
    return DataCheck.of(
        choice.reasons(), config, data, new Backtest(data, config, Backtest.stride(data)));
  }

  private DataCheck ofSeveral(SeriesConfig given) {
    PanelChoice choice =
        TrainCommand.completed(
            TrainCommand.chosen(preset, spec()),
            given,
            SeriesSource.loadPanel(given.data()),
            spec());
    return DataCheck.of(choice.reasons(), choice.task().config(), choice.task());
  }

  @Override
  protected void describe(DataCheck found, PrintStream out) {
    String many =
        found.series().isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%,d in ", found.series().size());
    out.printf("Series: %s%s, steps of %s%n", many, found.data(), found.distance());
    TrainCommand.readAs(found.reading(), out);
    TrainCommand.repaired(found.repairs(), out);
    if (found.synthetic()) {
      out.println(TrainCommand.SYNTHETIC_NOTE);
    }
    TrainCommand.chosen(found.chosen(), out);
    if (!found.series().isEmpty()) {
      out.printf(
          "%nAll series, with the values of %s in the training period:%n",
          found.variables().get(0).name());
      series(found.series()).forEach(out::println);
      out.printf("%nThe first series, %s, alone:%n", found.series().get(0).name());
    }
    out.println();
    periods(found.periods()).forEach(out::println);
    out.printf(Locale.ROOT, "Forecasts are tested from %,d origins%n", found.testOrigins());
    out.printf("%nValues in the training period:%n");
    variables(found.variables()).forEach(out::println);
    describe(found.first(), found, out);
    out.printf(
        "%nFirst minibatch, %d %s:%n",
        found.minibatch().rows().size(), found.series().isEmpty() ? "parallel streams" : "series");
    found.minibatch().lines(found.inputs(), found.targets()).forEach(out::println);
    out.printf("%nFirst two windows of row 1, with an update after each:%n");
    for (MinibatchView.Row window : found.windows()) {
      out.printf("  %d steps%n", window.length());
      window.lines(found.inputs(), found.targets()).forEach(out::println);
    }
  }

  private static List<String> series(List<DataCheck.OneOfSeveral> series) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("series", "steps", "from", "to", "lowest", "mean", "highest", "course"));
    for (DataCheck.OneOfSeveral each : series.subList(0, Math.min(SERIES, series.size()))) {
      rows.add(
          List.of(
              each.name(),
              Figures.count(each.steps()),
              each.from(),
              each.to(),
              number(each.first().lowest()),
              number(each.first().mean()),
              number(each.first().highest()),
              each.first().shape()));
    }
    List<String> lines = new ArrayList<>(Columns.aligned(rows));
    if (series.size() > SERIES) {
      lines.add(String.format(Locale.ROOT, "  and %,d more", series.size() - SERIES));
    }
    long outliers = series.stream().filter(each -> !each.first().outliers().isEmpty()).count();
    if (outliers > 0) {
      lines.add(
          String.format(Locale.ROOT, "  %,d series have values far from their median", outliers));
    }
    return lines;
  }

  private static List<String> periods(List<DataCheck.Period> periods) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("period", "steps", "from", "to"));
    for (DataCheck.Period period : periods) {
      rows.add(List.of(period.period(), Figures.count(period.steps()), period.from(), period.to()));
    }
    return Columns.aligned(rows);
  }

  private static List<String> variables(List<DataCheck.Variable> variables) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "lowest", "mean", "highest", "course"));
    for (DataCheck.Variable variable : variables) {
      rows.add(
          List.of(
              variable.name(),
              number(variable.lowest()),
              number(variable.mean()),
              number(variable.highest()),
              variable.shape()));
    }
    List<String> lines = new ArrayList<>(Columns.aligned(rows));
    for (DataCheck.Variable variable : variables) {
      if (!variable.outliers().isEmpty()) {
        lines.add(outliers(variable));
      }
    }
    return lines;
  }

  private static String outliers(DataCheck.Variable variable) {
    List<String> all = variable.outliers();
    String listed = all.stream().limit(LISTED).collect(Collectors.joining(", "));
    return "  far from the median of %s: %s%s"
        .formatted(
            variable.name(),
            listed,
            all.size() > LISTED ? " and %d more".formatted(all.size() - LISTED) : "");
  }

  private static String number(Number value) {
    return String.format(Locale.ROOT, "%.4g", value.doubleValue());
  }

  private static void describe(DataCheck.FirstStep first, DataCheck found, PrintStream out) {
    out.printf(
        "%nThe first step that the network reads is %s, with value %s:%n",
        first.time(),
        first.values().stream().map(CheckCommand::number).collect(Collectors.joining(", ")));
    MinibatchView.Row row =
        new MinibatchView.Row(
            1,
            first.inputs().stream().map(List::<Number>of).toList(),
            List.of(),
            first.targets().stream().map(List::<Number>of).toList());
    row.lines(found.inputs(), found.targets()).forEach(out::println);
  }
}
