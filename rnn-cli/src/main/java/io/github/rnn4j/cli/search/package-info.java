/**
 * The {@code search} command: trains with several values of some options, and tests the best one.
 *
 * <p>Read {@link SearchVerb} first.
 */
package io.github.rnn4j.cli.search;
