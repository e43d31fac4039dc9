package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.model.Calibration;

/**
 * What a training run came to; the result of {@code train --json}.
 *
 * @param run the directory of the run
 * @param checksum SHA-256 of the series
 * @param members how many networks were trained
 * @param parameters how many numbers each learned
 * @param seconds training and validation of all epochs, those before an interruption included
 * @param calibration by how much the bands were changed
 * @param test figures on the test part
 */
public record TrainingReport(
    String run,
    String checksum,
    int members,
    long parameters,
    double seconds,
    Calibration calibration,
    BacktestReport test) {}
