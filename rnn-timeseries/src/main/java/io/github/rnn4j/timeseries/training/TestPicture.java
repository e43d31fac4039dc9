package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.cli.train.PictureFile;
import io.github.rnn4j.picture.BandChart;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.backtest.BestBaseline;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesData;
import io.github.rnn4j.timeseries.model.Ensemble;
import io.github.rnn4j.timeseries.model.ForecastPicture;
import io.github.rnn4j.timeseries.model.ModelFiles;
import io.github.rnn4j.timeseries.preparation.LinearAutoregression;
import java.io.PrintStream;
import java.util.List;

/** Draws the forecasts of a test period next to the best baseline. */
final class TestPicture {

  private TestPicture() {}

  /**
   * Draws the picture into the run.
   *
   * @param report the results of the series
   * @param pooled as for {@link BestBaseline#of}
   */
  static void write(
      RunDirectory run,
      SeriesConfig config,
      SeriesData series,
      Ensemble ensemble,
      BacktestReport report,
      List<LinearAutoregression> pooled,
      PrintStream errors) {
    int horizon = config.network().horizon();
    String variable = series.series().variables().get(0);
    int[] origins = ForecastPicture.origins(series, horizon);
    BandChart chart =
        ForecastPicture.test(
            series,
            ensemble.values(series.series(), origins, horizon),
            BestBaseline.of(report, series, config, pooled).line(origins, horizon),
            pooled.isEmpty() ? variable : series.series().name() + ", " + variable);
    PictureFile.write(run, ModelFiles.TEST_FORECAST, chart::writePng, errors);
  }
}
