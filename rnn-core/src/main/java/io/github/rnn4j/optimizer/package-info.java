/**
 * Adam in one pass over all weights, Adam that skips unused rows, learning-rate schedules, and the
 * norm of the gradient with clipping.
 *
 * <p>Read {@link FusedAdam} first; {@link LazyAdam} is for embeddings, {@link GradientNorm} for
 * clipping.
 */
package io.github.rnn4j.optimizer;
