package io.github.rnn4j.datasets.series;

import java.time.LocalDateTime;

/**
 * A row of a file as it was read.
 *
 * @param line its line in the file; the header is line 1
 * @param label what the time column says
 * @param time the time; null in a file without dates
 * @param values one per variable, NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record SeriesRow(int line, String label, LocalDateTime time, double[] values) {}
