/**
 * The pages that show what a run learned.
 *
 * <p>Read {@link ReportPage} first.
 */
package io.github.rnn4j.imdb.report;
