/**
 * HTML pages about runs, each in one file that needs nothing else.
 *
 * <p>Read {@link Page} first; {@link RunSections} has what the reports of all applications share.
 */
package io.github.rnn4j.cli.report;
