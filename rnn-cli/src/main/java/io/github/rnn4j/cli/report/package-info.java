/**
 * HTML pages about runs, each in one self-contained file.
 *
 * <p>Read {@link Page} first; {@link RunSections} contains what the reports of all applications
 * share, and {@link ConfusionMatrix}, {@link ClassTable} and {@link ThresholdCharts} those of
 * classifiers.
 */
package io.github.rnn4j.cli.report;
