/**
 * The report page of a run: forecasts, results, intervals.
 *
 * <p>Read {@link ReportPage} first.
 */
package io.github.rnn4j.timeseries.report;
