package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.SeriesPanel;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** The files of a run that make up a model. */
public final class ModelFiles {

  public static final String PREPARATION = "preparation.json";

  /** The preparation of a run with several series. */
  public static final String POOLED = "pooled-preparation.json";

  public static final String CALIBRATION = "calibration.json";
  public static final String SERIES = "series.csv";
  public static final String BACKTEST = "backtest.json";
  public static final String TEST_FORECAST = "test-forecast.png";
  public static final String FORECAST = "forecast.png";

  /** What was chosen for the run and why, as a list of lines. */
  public static final String CHOSEN = "chosen.json";

  /** A value that only the configuration of a tutorial run has. */
  private static final String OF_TUTORIAL = "gradient";

  private ModelFiles() {}

  /** Returns whether a run is one of the {@code tutorial} command. */
  public static boolean isOfTutorial(RunDirectory run) {
    return run.readJson(RunDirectory.CONFIG, Map.class).containsKey(OF_TUTORIAL);
  }

  /**
   * Reads the configuration of a run.
   *
   * @throws RunException if it cannot be read, or the run is one of the tutorial
   */
  static SeriesConfig config(RunDirectory run) {
    if (isOfTutorial(run)) {
      throw new RunException(
          "%s is a run of the tutorial command, whose network only the command forecast opens."
              .formatted(run.folder()));
    }
    return run.readConfig(SeriesConfig.PROGRAM, SeriesConfig.class);
  }

  /** Returns what was chosen for a run and why; empty if nothing was. */
  public static List<String> chosen(RunDirectory run) {
    return run.has(CHOSEN) ? List.of(run.readJson(CHOSEN, String[].class)) : List.of();
  }

  public static void write(RunDirectory run, FittedModel fit) {
    run.writeJson(PREPARATION, fit.preparation());
    write(run, fit.calibration(), fit.members());
  }

  private static void write(
      RunDirectory run, Calibration calibration, List<MultiLayerNetwork> members) {
    run.writeJson(CALIBRATION, calibration);
    for (int member = 1; member <= members.size(); member++) {
      MultiLayerNetwork network = members.get(member - 1);
      run.write(name(member), out -> ModelArchive.write(network, out));
    }
  }

  public static void write(RunDirectory run, FittedPanel fit) {
    run.writeJson(POOLED, fit.preparation());
    write(run, fit.calibration(), fit.members());
  }

  /** Reads the model of a run with several series. */
  public static FittedPanel read(RunDirectory run, SeriesConfig config, PanelData data) {
    ModelFilesCheck files = new ModelFilesCheck(run);
    PooledPreparation pooled = run.readJson(POOLED, PooledPreparation.class);
    files.require(config, pooled, data);
    SeriesData first = data.each().get(0);
    Past past = new Past(first.series(), first.series().length()); // only for its shape
    Preparation preparation = pooled.of(past);
    Calibration calibration = run.readJson(CALIBRATION, Calibration.class);
    files.require(calibration);
    return new FittedPanel(
        pooled, calibration, members(run, config, preparation), /* seconds= */ 0);
  }

  public static Ensemble read(RunDirectory run, SeriesConfig config, TimeSeries series) {
    ModelFilesCheck files = new ModelFilesCheck(run);
    Preparation preparation = run.readJson(PREPARATION, Preparation.class);
    files.require(config, preparation, series);
    Calibration calibration = run.readJson(CALIBRATION, Calibration.class);
    files.require(calibration);
    return new Ensemble(config, preparation, members(run, config, preparation), calibration);
  }

  private static List<MultiLayerNetwork> members(
      RunDirectory run, SeriesConfig config, Preparation preparation) {
    ModelFilesCheck files = new ModelFilesCheck(run);
    List<MultiLayerNetwork> members = new ArrayList<>();
    for (int member = 1; member <= config.network().members(); member++) {
      MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(run, name(member));
      files.require(config, preparation, name(member), network);
      SavedNetworks.requireLayers(
          run, network, SeriesNetwork.configuration(config, preparation, config.training().seed()));
      members.add(network);
    }
    return members;
  }

  /**
   * Returns the networks of a run, and the names of their copies in a run that starts from them.
   */
  public static Map<String, String> startingPoints(int members) {
    return IntStream.rangeClosed(1, members)
        .boxed()
        .collect(Collectors.toMap(ModelFiles::name, ModelFiles::initial));
  }

  /** Returns the name of the network that a member's training starts from. */
  public static String initial(int member) {
    return "initial-" + member + ".zip";
  }

  /**
   * Checks that one or more series have as many variables as the networks of a run read and
   * forecast.
   *
   * @param name the name of the series
   * @throws RunException if they have more or fewer
   */
  public static void requireSameVariables(RunDirectory run, String name, List<String> variables) {
    List<String> trained = run.has(POOLED) ? panel(run).variables() : series(run).variables();
    if (trained.size() != variables.size()) {
      throw new RunException(
          "The networks in %s forecast %d variables (%s), but %s has %d (%s). Choose as many with --value."
              .formatted(
                  run.folder(),
                  trained.size(),
                  String.join(", ", trained),
                  name,
                  variables.size(),
                  String.join(", ", variables)));
    }
  }

  /**
   * Reads the series as it was when the model was trained.
   *
   * @throws RunException if it has been changed since
   */
  public static TimeSeries series(RunDirectory run) {
    Provenance.Data data = run.readJson(RunDirectory.PROVENANCE, Provenance.class).data();
    TimeSeries read = TimeSeries.readCsv(run.require(SERIES));
    requireUnchanged(run, data, read.checksum(), "%d steps".formatted(read.length()));
    return new TimeSeries(
        data.name(),
        data.synthetic(),
        read.axis(),
        read.variables(),
        read.values(),
        read.repairs());
  }

  /**
   * Reads the series of a run with several series, as they were when the model was trained.
   *
   * @throws RunException if they have been changed since
   */
  public static SeriesPanel panel(RunDirectory run) {
    Provenance.Data data = run.readJson(RunDirectory.PROVENANCE, Provenance.class).data();
    SeriesPanel read = SeriesPanel.readCsv(run.require(SERIES));
    requireUnchanged(run, data, read.checksum(), "%d series".formatted(read.series().size()));
    return new SeriesPanel(data.name(), read.series(), read.repairs(), "");
  }

  private static void requireUnchanged(
      RunDirectory run, Provenance.Data data, String checksum, String size) {
    if (!checksum.equals(data.sha256())) {
      throw run.mixedFiles(
          "%s with %s is not the series that the run was trained on: its checksum is %s, but %s has %s"
              .formatted(
                  SERIES,
                  size,
                  Provenance.Data.ofSha256("", checksum, false).checksum(),
                  RunDirectory.PROVENANCE,
                  data.checksum()));
    }
  }

  private static String name(int member) {
    return "member-" + member + ".zip";
  }
}
