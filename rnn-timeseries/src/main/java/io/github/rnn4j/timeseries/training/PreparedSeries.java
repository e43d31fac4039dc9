package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.preparation.Past;
import io.github.rnn4j.timeseries.preparation.Preparation;

/**
 * A series that networks are trained on.
 *
 * @param preparation how its values become inputs and labels
 * @param past what may be learned from it
 */
record PreparedSeries(Preparation preparation, Past past) {

  TimeSeries series() {
    return past.series();
  }

  int trainEnd() {
    return past.trainEnd();
  }

  /** Returns the inputs and labels of the training period. */
  SeriesTensors training() {
    return new SeriesTensors(preparation, series(), trainEnd());
  }

  /** Returns the inputs and labels of the training and validation periods. */
  SeriesTensors whole() {
    return new SeriesTensors(preparation, series(), series().length());
  }
}
