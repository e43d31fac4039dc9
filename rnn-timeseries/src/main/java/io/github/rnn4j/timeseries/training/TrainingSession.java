package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.Console;
import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.cli.train.TrainOptions;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.loop.RunListener;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.ForecastMetrics;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.model.ForecastPicture;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.ui.TrainingUi;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One run from series to figures. Everything that is kept of it is in its run directory; the
 * training of each network in a part of that.
 */
public final class TrainingSession implements ModelFit.Listeners {

  private final SeriesConfig config;
  private final SeriesData data;
  private final Backtest backtest;
  private final RunDirectory run;
  private final Console console;
  private final PrintStream story;
  private final TrainingUi ui;
  private final Trial trial;
  private final List<RunListener> limits;

  public TrainingSession(
      SeriesConfig config,
      SeriesData data,
      Backtest backtest,
      RunDirectory run,
      Console console,
      PrintStream story,
      TrainOptions options,
      TrainingUi ui) {
    this.config = config;
    this.data = data;
    this.backtest = backtest;
    this.run = run;
    this.console = console;
    this.story = story;
    this.ui = ui;
    this.trial = options.trial(run);
    this.limits = options.limits(console);
  }

  public TrainingReport run() {
    String checksum = data.series().checksum();
    run.writeJson(RunDirectory.CONFIG, config);
    Provenance begun =
        TrainOptions.begun(
            run,
            Provenance.begin(
                Provenance.Data.ofSha256(data.series().name(), checksum, data.series().synthetic()),
                config.training().seed(),
                config,
                Instant.now()));
    run.write(ModelFiles.SERIES, data.series()::writeCsv);
    FittedModel fit =
        ModelFit.of(config, data.series().head(data.testStart()), data.trainEnd(), this);
    ModelFiles.write(run, fit);
    double[][][][] forecasts =
        fit.ensemble(config).values(data.series(), backtest.origins(), config.network().horizon());
    ForecastMetrics tested = backtest.of(forecasts);
    PictureFile.write(
        run,
        ModelFiles.TEST_FORECAST,
        ForecastPicture.test(data, forecasts, backtest.origins())::writePng,
        console.err());
    BacktestReport report = BacktestReport.of(data, config, backtest, tested, 0);
    run.writeJson(ModelFiles.BACKTEST, report);
    run.writeJson(RunDirectory.PROVENANCE, begun.finished(fit.seconds(), finalMetrics(tested)));
    return new TrainingReport(
        run.folder().toString(),
        checksum,
        fit.members().size(),
        fit.members().get(0).numParams(),
        fit.seconds(),
        fit.calibration(),
        report);
  }

  @Override
  public List<RunListener> ofEach() {
    return limits;
  }

  @Override
  public Optional<RunDirectory> part(String name) {
    return Optional.of(run.part(name));
  }

  @Override
  public TrainingState from(Optional<Checkpoint<MultiLayerNetwork>> saved) {
    return TrainOptions.from(saved, console, story);
  }

  @Override
  public Trial trial() {
    return trial;
  }

  @Override
  public List<RunListener> ofMember(int member) {
    List<RunListener> listeners = new ArrayList<>();
    listeners.add(MemberProgress.choosing(console, story, name(member)));
    if (member == 1) {
      listeners.add(new MetricsCsv(run));
    }
    listeners.add(ui.listener(run, "network " + member));
    return listeners;
  }

  @Override
  public List<RunListener> ofRefit(int member) {
    return List.of(MemberProgress.again(console, story, name(member)));
  }

  private String name(int member) {
    return "network %d/%d".formatted(member, config.network().members());
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
