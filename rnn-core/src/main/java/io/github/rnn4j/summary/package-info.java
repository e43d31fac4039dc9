/**
 * What a network consists of: a table of its layers.
 *
 * <p>Read {@link LayerTable}.
 */
package io.github.rnn4j.summary;
