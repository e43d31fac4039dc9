/**
 * Measures the packed layers against their peers in one run: the peers run in separate processes
 * and take turns. The report has medians over the rounds, ratios with their spread, a table and
 * charts.
 */
package io.github.rnn4j.benchmark;
