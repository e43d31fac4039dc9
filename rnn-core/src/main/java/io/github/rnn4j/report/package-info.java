/**
 * Pictures of a run, drawn from its metrics.
 *
 * <p>Nothing here needs a screen.
 */
package io.github.rnn4j.report;
