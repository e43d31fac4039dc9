/**
 * Measures the packed layers against their peers in one run: processes that take turns, medians of
 * rounds, ratios with their spread, a table and plots.
 */
package io.github.rnn4j.benchmark;
