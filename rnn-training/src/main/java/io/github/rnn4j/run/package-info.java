/**
 * The run folder: its configuration, vocabulary, weights, metrics and provenance, which together
 * are all that predictions need.
 *
 * <p>Read {@link RunDirectory} first, then {@link Checkpoint} for how a killed run resumes, and
 * {@link SavedNetworks} for the trained networks. Every file is written atomically.
 */
package io.github.rnn4j.run;
