package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.PanelBacktest;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.PanelData;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.FittedPanel;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.model.PanelForecaster;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import java.io.PrintStream;
import java.util.List;

/**
 * Training on several series together.
 *
 * @param config the configuration of the run
 * @param panel the series and their periods
 * @param preparation what the series have in common
 * @param fast whether only a few forecasts are tested, to see that testing works
 */
public record ManySeries(
    SeriesConfig config, PanelData panel, PooledPreparation preparation, boolean fast)
    implements TrainingTask {

  /**
   * Prepares the series. Those whose training periods are too short for that are left out.
   *
   * @throws DataException if no series can be prepared, or a value is too large for the network
   */
  public static ManySeries of(SeriesConfig config, PanelData all) {
    PooledPreparation preparation =
        PooledPreparation.fit(
            config.preparation(),
            learned(all),
            config.network().stepsAhead(),
            config.network().highway() ? config.network().horizon() : 0);
    PanelData used = all.withAtLeast(preparation.least());
    ManySeries task = new ManySeries(config, used, preparation, false);
    for (SeriesData its : used.each()) {
      var prepared = preparation.of(past(its));
      prepared.requireUsableScales();
      prepared.requireUsable(its.series(), "correct that value");
    }
    return task;
  }

  /** Returns the same task with another size of its networks. */
  public ManySeries with(SeriesConfig other) {
    return new ManySeries(other, panel, preparation, fast);
  }

  /** Returns the same task, whose test is as short as possible or complete. */
  public ManySeries withFast(boolean other) {
    return new ManySeries(config, panel, preparation, other);
  }

  /** Returns the pasts of the series that have a scale. */
  static List<Past> learned(PanelData data) {
    List<Past> learned =
        data.each().stream().map(ManySeries::past).filter(past -> !past.hasNoScale()).toList();
    if (learned.isEmpty()) {
      throw new DataException(
          "%s: all %d series are constant in their training periods, or change much more after it, so there is nothing to learn; use other series"
              .formatted(data.panel().name(), data.each().size()));
    }
    return learned;
  }

  /** Returns the series that nothing is learned from. */
  public List<TimeSeries> withoutScale() {
    return panel.each().stream()
        .filter(its -> past(its).hasNoScale())
        .map(SeriesData::series)
        .toList();
  }

  static Past past(SeriesData its) {
    return new Past(its.series().head(its.testStart()), its.trainEnd());
  }

  @Override
  public List<PreparedSeries> prepared() {
    return ModelFit.prepared(preparation, learned(panel));
  }

  /** Returns a series as it is prepared, whether something is learned from it or not. */
  PreparedSeries prepared(SeriesData its) {
    return new PreparedSeries(preparation.of(past(its)), past(its));
  }

  @Override
  public long trainingSteps() {
    return learned(panel).stream().mapToLong(Past::trainEnd).sum();
  }

  @Override
  public Provenance.Data data() {
    return Provenance.Data.ofSha256(panel.panel().name(), panel.panel().checksum(), false);
  }

  @Override
  public void write(RunDirectory run) {
    run.write(ModelFiles.SERIES, panel.panel()::writeCsv);
  }

  @Override
  public Trained train(RunDirectory run, ModelFit.Listeners listeners, PrintStream errors) {
    FittedPanel fit = ModelFit.of(config, preparation, learned(panel), listeners);
    ModelFiles.write(run, fit);
    PanelForecaster forecaster = PanelForecaster.of(config, fit, panel);
    BacktestReport report =
        new PanelBacktest(config, panel, fast).report(index -> forecaster.of(index).ensemble());
    Ensemble first = forecaster.of(0).ensemble();
    TestPicture.write(
        run,
        config,
        panel.each().get(0),
        first,
        report.each().get(0),
        first.preparation().highway(),
        errors);
    return new Trained(fit.members(), fit.calibration(), fit.seconds(), report);
  }
}
