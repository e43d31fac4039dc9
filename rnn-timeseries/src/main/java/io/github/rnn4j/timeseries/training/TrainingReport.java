package io.github.rnn4j.timeseries.training;

import io.github.rnn4j.timeseries.backtest.BacktestReport;
import io.github.rnn4j.timeseries.model.Calibration;

/**
 * The results of a training run, as printed by {@code train --json}.
 *
 * @param run the run folder
 * @param checksum SHA-256 of the series
 * @param members how many networks were trained
 * @param parameters how many parameters each network has
 * @param seconds training and validation time of all epochs, including those before an interruption
 * @param calibration how the intervals were scaled
 * @param test results on the test period
 */
public record TrainingReport(
    String run,
    String checksum,
    int members,
    long parameters,
    double seconds,
    Calibration calibration,
    BacktestReport test) {}
