/**
 * Pages about runs: HTML in one file that needs nothing else, with charts and coloured texts.
 *
 * <p>Start at {@link io.github.rnn4j.cli.report.Page}; {@link
 * io.github.rnn4j.cli.report.RunSections} has what the reports of all applications share.
 */
package io.github.rnn4j.cli.report;
