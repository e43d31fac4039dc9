/**
 * One output per time step, computed at the valid steps only.
 *
 * <p>Read {@link SequenceOutput} first; {@link TiedWeights} shares its weights with the embedding.
 */
package io.github.rnn4j.layer.output;
