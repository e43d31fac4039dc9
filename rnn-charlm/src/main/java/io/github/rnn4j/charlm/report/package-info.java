/**
 * The pages that show what a run has learned: the report and the heat map of a text.
 *
 * <p>Read {@link ReportPage} first.
 */
package io.github.rnn4j.charlm.report;
