package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A complete model, fitted to the past of a series.
 *
 * @param preparation its scales are fitted on the training period, its highway on the data that the
 *     networks learned from
 * @param calibration fitted on the validation period
 * @param members the networks
 * @param seconds the time of all trainings together, including the time before an interruption
 */
public record FittedModel(
    Preparation preparation,
    Calibration calibration,
    List<MultiLayerNetwork> members,
    double seconds) {

  /**
   * Returns a forecaster with the networks of the model.
   *
   * @param config the configuration that the model was fitted with
   * @param series what the model was fitted to, or a newer version of it
   * @return the forecaster, which frees the networks when it is closed
   */
  public Forecaster forecaster(SeriesConfig config, TimeSeries series) {
    return new Forecaster(config, ensemble(config), preparation, series);
  }

  public Ensemble ensemble(SeriesConfig config) {
    return new Ensemble(config, preparation, members, calibration);
  }
}
