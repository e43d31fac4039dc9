package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.Backtest;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.FittedModel;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.model.QuantileForecasts;
import io.github.rnn4j.timeseries.preparation.Past;
import java.io.PrintStream;
import java.util.List;

/**
 * Training on one series.
 *
 * @param config the configuration of the run
 * @param series the series and its periods
 * @param backtest the test of the model
 */
public record OneSeries(SeriesConfig config, SeriesData series, Backtest backtest)
    implements TrainingTask {

  @Override
  public List<PreparedSeries> prepared() {
    TimeSeries past = series.series().head(series.testStart());
    return List.of(
        new PreparedSeries(
            ModelFit.preparation(config, past, series.trainEnd()),
            new Past(past, series.trainEnd())));
  }

  @Override
  public long trainingSteps() {
    return series.trainEnd();
  }

  @Override
  public Provenance.Data data() {
    return Provenance.Data.ofSha256(
        series.series().name(), series.series().checksum(), series.series().synthetic());
  }

  @Override
  public void write(RunDirectory run) {
    run.write(ModelFiles.SERIES, series.series()::writeCsv);
  }

  @Override
  public Trained train(RunDirectory run, ModelFit.Listeners listeners, PrintStream errors) {
    FittedModel fit =
        ModelFit.of(config, series.series().head(series.testStart()), series.trainEnd(), listeners);
    ModelFiles.write(run, fit);
    QuantileForecasts forecasts = backtest.forecasts(fit.ensemble(config));
    BacktestReport report = BacktestReport.of(series, config, backtest, forecasts, 0);
    TestPicture.write(run, config, series, fit.ensemble(config), report, List.of(), errors);
    return new Trained(fit.members(), fit.calibration(), fit.seconds(), report);
  }
}
