package io.github.rnn4j.timeseries.tutorial;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.ModelFiles;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The trained network of a tutorial run, loaded from its folder. */
public final class TutorialModel {

  /** The network with the median final loss. */
  static final String NETWORK = "network.zip";

  private final TutorialConfig config;
  private final MultiLayerNetwork network;

  private TutorialModel(TutorialConfig config, MultiLayerNetwork network) {
    this.config = config;
    this.network = network;
  }

  /** Returns whether a run is one of the {@code tutorial} command. */
  public static boolean isIn(RunDirectory run) {
    return ModelFiles.isOfTutorial(run);
  }

  /**
   * Rejects a tutorial run.
   *
   * @param need what a tutorial run lacks, such as {@code no test period}
   * @throws RunException if the run is a tutorial run
   */
  public static void refuse(RunDirectory run, String need) {
    if (isIn(run)) {
      throw new RunException(
          "%s is a run of the tutorial command, which has %s. Use forecast, report or compare instead."
              .formatted(run.folder(), need));
    }
  }

  /** Reads the configuration of any run of this program. */
  public static Record configuration(RunDirectory run) {
    return isIn(run)
        ? new TutorialConfig.Options(config(run))
        : run.readConfig(SeriesConfig.PROGRAM, SeriesConfig.class);
  }

  /**
   * Loads the network of a tutorial run.
   *
   * @throws RunException if the run was saved without a network, or a file is damaged
   */
  public static TutorialModel open(RunDirectory run) {
    TutorialConfig config = config(run);
    MultiLayerNetwork network = SavedNetworks.multiLayerNetwork(run, NETWORK);
    if (network.layerInputSize(0) != 1 || network.layerSize(1) != 1) {
      throw run.mixedFiles(
          "the network in %s has %d inputs and %d outputs, but a tutorial run needs 1 and 1"
              .formatted(NETWORK, network.layerInputSize(0), network.layerSize(1)));
    }
    return new TutorialModel(config, network);
  }

  static TutorialConfig config(RunDirectory run) {
    if (!run.has(NETWORK)) {
      throw new RunException(
          "The tutorial run in %s was saved without its network, or did not end. Run the tutorial again."
              .formatted(run.folder()));
    }
    return run.readJson(RunDirectory.CONFIG, TutorialConfig.class);
  }

  /** Returns the points of the sine that the network was trained on. */
  public TimeSeries series() {
    return Tutorial.series(config);
  }

  /** Returns the default number of steps to forecast: as many as the network was trained on. */
  public int horizon() {
    return config.steps();
  }

  /**
   * Reads points, then continues them by feeding each prediction back as the next point.
   *
   * @param known the points, at least one
   * @param steps how many points to predict, 1 or more
   * @return the predictions, without intervals
   */
  public List<Forecast> forecast(TimeSeries known, int steps) {
    network.rnnClearPreviousState();
    List<Double> outputs = Tutorial.values(step(known.first()));
    double next = outputs.get(outputs.size() - 1);
    List<Forecast> forecasts = new ArrayList<>();
    for (int k = 0; k < steps; k++) {
      forecasts.add(point(known, k, next));
      next = step(next).getDouble(0);
    }
    return forecasts;
  }

  private INDArray step(double... points) {
    return network.rnnTimeStep(Tutorial.row(points));
  }

  private static Forecast point(TimeSeries known, int ahead, double value) {
    return new Forecast(
        known.axis().label((long) known.length() + ahead),
        known.variables().get(0),
        value,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }
}
