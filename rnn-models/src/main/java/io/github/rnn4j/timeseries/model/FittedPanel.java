package io.github.rnn4j.timeseries.model;

import io.github.rnn4j.timeseries.preparation.PooledPreparation;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A complete model, fitted to the past of several series.
 *
 * @param preparation what the series have in common, with a highway fitted on the data that the
 *     networks learned from
 * @param calibration fitted on the validation periods
 * @param members the networks
 * @param seconds the time of all trainings together, including the time before an interruption
 */
public record FittedPanel(
    PooledPreparation preparation,
    Calibration calibration,
    List<MultiLayerNetwork> members,
    double seconds) {}
