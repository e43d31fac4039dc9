package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A whole model, fitted on the past of a series.
 *
 * @param preparation its scales fitted on the training part; its highway on what the networks
 *     learned from
 * @param calibration fitted on the validation part
 * @param members the networks
 * @param seconds of all trainings together, those before an interruption included
 */
public record FittedModel(
    Preparation preparation,
    Calibration calibration,
    List<MultiLayerNetwork> members,
    double seconds) {

  public Ensemble ensemble(SeriesConfig config) {
    return new Ensemble(config, preparation, members, calibration);
  }
}
