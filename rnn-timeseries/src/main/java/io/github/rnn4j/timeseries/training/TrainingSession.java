package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.summary.LayerTable;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.ModelFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One run, from one or more series to results. It saves everything in its run folder, and the
 * training of each network in a folder within it.
 */
public final class TrainingSession implements ModelFit.Listeners {

  /** The training whose best epoch is selected on the validation period, in {@code updates.csv}. */
  public static final String TRAINING = "training";

  /** The second training, which includes the validation period, in {@code updates.csv}. */
  private static final String REFIT = "refit";

  /**
   * The default interval between two saves: an epoch takes a few hundredths of a second, and saving
   * takes just as long.
   */
  private static final Duration APART = Duration.ofSeconds(2);

  private final SeriesConfig config;
  private final TrainingTask task;
  private final TrainingRun run;
  private int trainingsLeft;

  public TrainingSession(SeriesConfig config, TrainingTask task, TrainingRun run) {
    this.config = config;
    this.task = task;
    this.run = run;
    this.trainingsLeft = config.network().members() * (config.training().refit() ? 2 : 1);
  }

  /**
   * Checks that a model can be trained on a series, before a run exists.
   *
   * @throws DataException if the training period is too short for the configuration, or a value is
   *     too large
   */
  public static void requireTrainable(SeriesConfig config, SeriesData data) {
    ModelFit.checkedPreparation(config, data);
  }

  public TrainingReport run() {
    RunDirectory directory = run.directory();
    run.copySource(ModelFiles.startingPoints(config.network().members()));
    Provenance.Data data = task.data();
    Provenance begun = run.begin(config, config.training().seed(), data);
    task.write(directory);
    TrainingTask.Trained trained = task.train(directory, this, run.console().err());
    directory.writeJson(ModelFiles.BACKTEST, trained.test());
    ForecastMetrics tested = trained.test().figures().get(BacktestReport.NETWORK);
    directory.writeJson(
        RunDirectory.PROVENANCE, begun.finished(trained.seconds(), finalMetrics(tested)));
    return new TrainingReport(
        directory.folder().toString(),
        data.sha256(),
        trained.members().size(),
        trained.members().get(0).numParams(),
        trained.seconds(),
        trained.calibration(),
        trained.test());
  }

  @Override
  public List<RunListener> ofEach() {
    return run.limits(trainingsLeft--);
  }

  @Override
  public Optional<RunDirectory> part(String name) {
    return Optional.of(run.directory().part(name));
  }

  @Override
  public RunListener saving(RunDirectory part) {
    return run.checkpoints(part, APART);
  }

  @Override
  public Optional<MultiLayerNetwork> start(int member) {
    String name = ModelFiles.initial(member);
    return run.directory().has(name)
        ? Optional.of(SavedNetworks.multiLayerNetwork(run.directory(), name))
        : Optional.empty();
  }

  @Override
  public TrainingState from(Optional<Checkpoint<MultiLayerNetwork>> saved) {
    return run.from(saved);
  }

  @Override
  public void validated(Monitor monitor, List<TrainingResult> results) {
    run.validated(monitor, results);
  }

  @Override
  public Trial trial() {
    return run.trial();
  }

  @Override
  public List<RunListener> ofMember(int member) {
    List<RunListener> listeners = new ArrayList<>(run.learningRateChanges(member(member)));
    listeners.add(MemberProgress.choosing(run.console(), run.story(), name(member)));
    listeners.add(updates(member, TRAINING));
    if (member == 1) {
      listeners.add(printedLayers());
      listeners.add(MetricsCsv.perValue(run.directory(), TrainingLoss::perValue));
    }
    listeners.add(run.shown("network " + member));
    return listeners;
  }

  /** Prints the layers of the network, which are the same in all members. */
  private RunListener printedLayers() {
    return new RunListener() {
      @Override
      public void started(RunControl control) {
        LayerTable.of((MultiLayerNetwork) control.network()).lines().forEach(run.story()::println);
      }
    };
  }

  @Override
  public List<RunListener> ofRefit(int member) {
    List<RunListener> listeners = new ArrayList<>(run.learningRateChanges(member(member)));
    listeners.add(MemberProgress.again(run.console(), run.story(), name(member)));
    listeners.add(updates(member, REFIT));
    return listeners;
  }

  @Override
  public RunListener earlyStopping(Monitor monitor, int patience, int member) {
    return run.earlyStopping(monitor, patience, member(member));
  }

  /** Returns the trainings whose best epochs are chosen, as they are saved in a run. */
  public static List<RunDirectory> trainings(RunDirectory run, int members) {
    List<String> names =
        IntStream.rangeClosed(1, members).mapToObj(TrainingSession::member).toList();
    return run.parts().stream()
        .filter(part -> names.contains(part.folder().getFileName().toString()))
        .toList();
  }

  /** Returns the name of the folder in which a member's training is saved. */
  static String member(int number) {
    return "member-" + number;
  }

  private RunListener updates(int member, String fit) {
    return new UpdatesCsv(run.directory())
        .with("member", Integer.toString(member))
        .with("fit", fit);
  }

  private String name(int member) {
    return "Network %d/%d".formatted(member, config.network().members());
  }

  private static Map<String, Double> finalMetrics(ForecastMetrics test) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("test_rmse", test.rmse());
    metrics.put("test_mae", test.mae());
    metrics.put("test_smape", test.smape());
    metrics.put("test_mase", test.mase());
    metrics.put("test_pinball", test.pinball());
    metrics.put("test_coverage50", test.coverage50());
    metrics.put("test_coverage90", test.coverage90());
    return metrics;
  }
}
