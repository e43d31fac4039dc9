/**
 * The output layer for one output per time step; masked steps do not count in the loss.
 *
 * <p>Read {@link SequenceOutput} first; {@link TiedWeights} shares its weights with the embedding.
 */
package io.github.rnn4j.layer.output;
