package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.Quantiles;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.config.NetworkConfig;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Calibration;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.model.FittedPanel;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import io.github.rnn4j.timeseries.preparation.Preparation;
import io.github.rnn4j.timeseries.preparation.PreparationConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Fits a complete model to the past of one or more series: preparation, networks, calibration. */
final class ModelFit {

  private static final int MOST_CALIBRATED = 1_000; // series

  private ModelFit() {}

  /** The listeners of each member's training, and where and how it runs. */
  @FunctionalInterface
  interface Listeners {
    List<RunListener> ofMember(int member);

    /**
     * Returns the listeners of a member's second training run, which includes the validation
     * period.
     */
    default List<RunListener> ofRefit(int member) {
      return List.of();
    }

    /** Returns the listeners of every training run, including a member's second one. */
    default List<RunListener> ofEach() {
      return List.of();
    }

    /** Returns the listener that stops a member's training when validation no longer improves. */
    default RunListener earlyStopping(Monitor monitor, int patience, int member) {
      return trial().earlyStopping(monitor, patience, 0);
    }

    /** Returns where the training run of this name is saved; empty if it is not saved. */
    default Optional<RunDirectory> part(String name) {
      return Optional.empty();
    }

    /** Returns the listener that saves a training run, if it is saved. */
    default RunListener saving(RunDirectory part) {
      return new Checkpoints(part);
    }

    /** Returns the trained network that a member starts from; empty for random weights. */
    default Optional<MultiLayerNetwork> start(int member) {
      return Optional.empty();
    }

    /** Returns the state that a training run starts from or resumes at. */
    default TrainingState from(Optional<Checkpoint<MultiLayerNetwork>> saved) {
      return saved.map(Checkpoint::state).orElse(TrainingState.START);
    }

    /** Called once the best epoch of each member is chosen, before anything is tested. */
    default void validated(Monitor monitor, List<TrainingResult> results) {}

    /** Returns the limits of a trial run, or {@link Trial#NONE}. */
    default Trial trial() {
      return Trial.NONE;
    }
  }

  /**
   * Fits a model to one series.
   *
   * @param past the training and validation periods, the only values the fit sees
   * @param trainEnd the first step of the validation period
   */
  static FittedModel of(SeriesConfig config, TimeSeries past, int trainEnd, Listeners listeners) {
    Past its = new Past(past, trainEnd);
    Preparation preparation = preparation(config, past, trainEnd);
    Preparation last =
        config.training().refit() ? preparation.withHighwayRefitted(past) : preparation;
    Networks networks =
        networks(
            config,
            List.of(new PreparedSeries(preparation, its)),
            List.of(new PreparedSeries(last, its)),
            listeners);
    return new FittedModel(last, networks.calibration(), networks.members(), networks.seconds());
  }

  /**
   * Fits one model to several series.
   *
   * @param preparation what they have in common, fitted on their training periods
   * @param pasts their training and validation periods
   */
  static FittedPanel of(
      SeriesConfig config, PooledPreparation preparation, List<Past> pasts, Listeners listeners) {
    PooledPreparation last = config.training().refit() ? preparation.refitted(pasts) : preparation;
    Networks networks =
        networks(config, prepared(preparation, pasts), prepared(last, pasts), listeners);
    return new FittedPanel(last, networks.calibration(), networks.members(), networks.seconds());
  }

  static List<PreparedSeries> prepared(PooledPreparation pooled, List<Past> pasts) {
    return pasts.stream().map(past -> new PreparedSeries(pooled.of(past), past)).toList();
  }

  /** Trained networks, the calibration of their forecasts, and the time that it took. */
  private record Networks(
      List<MultiLayerNetwork> members, Calibration calibration, double seconds) {}

  /**
   * Trains the networks.
   *
   * @param series the series as they are prepared when the epoch of each network is selected
   * @param last the same series as they are prepared for the second training, if there is one
   */
  private static Networks networks(
      SeriesConfig config,
      List<PreparedSeries> series,
      List<PreparedSeries> last,
      Listeners listeners) {
    MemberTraining training = new MemberTraining(config, series, listeners);
    long[] seeds = MemberTraining.seeds(config.training(), config.network().members());
    List<MultiLayerNetwork> members = new ArrayList<>();
    List<TrainingResult> results = new ArrayList<>();
    double seconds = 0;
    for (int member = 0; member < seeds.length; member++) {
      MemberTraining.Trained trained = training.choose(seeds[member], member + 1);
      members.add(trained.network());
      results.add(trained.result());
      seconds += trained.result().epochSeconds();
    }
    listeners.validated(MemberTraining.MONITOR, results);
    Calibration calibration = calibrate(config, series, members);
    if (!config.training().refit()) {
      return new Networks(members, calibration, seconds);
    }
    MemberTraining anew = new MemberTraining(config, last, listeners);
    for (int member = 0; member < seeds.length; member++) {
      int epochs = results.get(member).best().epoch();
      MemberTraining.Trained trained = anew.again(seeds[member], member + 1, epochs);
      members.set(member, trained.network());
      seconds += trained.result().epochSeconds();
    }
    return new Networks(members, calibration, seconds);
  }

  /**
   * Fits the preparation as training does, and checks that the network can process the whole
   * series.
   *
   * @throws DataException if the training period is too short, or a value is too large
   */
  static Preparation checkedPreparation(SeriesConfig config, SeriesData data) {
    Preparation preparation =
        preparation(config, data.series().head(data.testStart()), data.trainEnd());
    preparation.requireUsableScales();
    preparation.requireUsable(data.series(), "correct that value");
    return preparation;
  }

  /**
   * Fits the preparation on the training period; the validation period selects the order of a
   * highway.
   */
  static Preparation preparation(SeriesConfig config, TimeSeries past, int trainEnd) {
    PreparationConfig prepared = config.preparation();
    NetworkConfig network = config.network();
    prepared.calendar().check(past);
    List<LinearAutoregression> highway = new ArrayList<>();
    if (network.highway()) {
      for (double[] values : past.values()) {
        highway.add(
            LinearAutoregression.choose(
                prepared, past.axis(), values, trainEnd, past.length(), network.horizon()));
      }
    }
    return Preparation.fit(prepared, past.head(trainEnd), network.stepsAhead(), highway);
  }

  /**
   * Calibrates on all origins whose whole horizon is in a validation period; if there is none,
   * nothing is calibrated. Of very many series, every n-th one is used.
   */
  private static Calibration calibrate(
      SeriesConfig config, List<PreparedSeries> series, List<MultiLayerNetwork> members) {
    int horizon = config.network().horizon();
    int stride = 1 + (series.size() - 1) / MOST_CALIBRATED;
    List<Quantiles> forecasts = new ArrayList<>();
    DoubleStream.Builder actual = DoubleStream.builder();
    int windows = 0;
    for (int i = 0; i < series.size(); i += stride) {
      PreparedSeries its = series.get(i);
      int[] origins =
          IntStream.range(its.trainEnd() - 1, its.series().length() - horizon).toArray();
      if (origins.length == 0) {
        continue;
      }
      double[] levels = its.preparation().levels(its.series())[0];
      for (int origin : origins) {
        Arrays.stream(levels, origin + 1, origin + 1 + horizon).forEach(actual);
      }
      forecasts.addAll(
          new Ensemble(config, its.preparation(), members, Calibration.NONE)
              .levels(its.series(), origins, horizon)
              .ofVariable(0));
      windows += (origins.length + horizon - 1) / horizon;
    }
    return forecasts.isEmpty()
        ? Calibration.NONE
        : Calibration.fit(actual.build().toArray(), forecasts, windows);
  }
}
