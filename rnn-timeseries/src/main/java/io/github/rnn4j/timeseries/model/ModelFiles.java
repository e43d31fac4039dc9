package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.timeseries.config.SeriesConfig;
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
  public static final String CALIBRATION = "calibration.json";
  public static final String SERIES = "series.csv";
  public static final String BACKTEST = "backtest.json";
  public static final String TEST_FORECAST = "test-forecast.png";
  public static final String FORECAST = "forecast.png";

  /** What was chosen for the run and why, as a list of lines. */
  public static final String CHOSEN = "chosen.json";

  private ModelFiles() {}

  /** Returns what was chosen for a run and why; empty if nothing was. */
  public static List<String> chosen(RunDirectory run) {
    return run.has(CHOSEN) ? List.of(run.readJson(CHOSEN, String[].class)) : List.of();
  }

  public static void write(RunDirectory run, FittedModel fit) {
    run.writeJson(PREPARATION, fit.preparation());
    run.writeJson(CALIBRATION, fit.calibration());
    for (int member = 1; member <= fit.members().size(); member++) {
      MultiLayerNetwork network = fit.members().get(member - 1);
      run.write(name(member), out -> ModelArchive.write(network, out));
    }
  }

  public static Ensemble read(RunDirectory run, SeriesConfig config, TimeSeries series) {
    ModelFilesCheck files = new ModelFilesCheck(run);
    Preparation preparation = run.readJson(PREPARATION, Preparation.class);
    files.require(config, preparation, series);
    Calibration calibration = run.readJson(CALIBRATION, Calibration.class);
    files.require(calibration);
    List<MultiLayerNetwork> members = new ArrayList<>();
    for (int member = 1; member <= config.network().members(); member++) {
      MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(run, name(member));
      files.require(config, preparation, name(member), network);
      SavedNetworks.requireLayers(
          run, network, SeriesNetwork.configuration(config, preparation, config.training().seed()));
      members.add(network);
    }
    return new Ensemble(config, preparation, members, calibration);
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
   * Checks that a series has as many variables as the networks of a run read and forecast.
   *
   * @throws RunException if it has more or fewer
   */
  public static void requireSameVariables(RunDirectory run, TimeSeries series) {
    List<String> trained = series(run).variables();
    if (trained.size() != series.variables().size()) {
      throw new RunException(
          "The networks in %s forecast %d variables (%s), but %s has %d (%s). Choose as many with --value."
              .formatted(
                  run.folder(),
                  trained.size(),
                  String.join(", ", trained),
                  series.name(),
                  series.variables().size(),
                  String.join(", ", series.variables())));
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
    if (!read.checksum().equals(data.sha256())) {
      throw run.mixedFiles(
          "%s with %d steps is not the series that the run was trained on: its checksum is %s, but %s has %s"
              .formatted(
                  SERIES,
                  read.length(),
                  Provenance.Data.ofSha256("", read.checksum(), false).checksum(),
                  RunDirectory.PROVENANCE,
                  data.checksum()));
    }
    return new TimeSeries(
        data.name(),
        data.synthetic(),
        read.axis(),
        read.variables(),
        read.values(),
        read.repairs());
  }

  private static String name(int member) {
    return "member-" + member + ".zip";
  }
}
