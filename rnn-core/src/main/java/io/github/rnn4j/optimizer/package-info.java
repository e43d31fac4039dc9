/**
 * Adam in one pass over all weights, Adam that skips unused rows, learning-rate schedules, the norm
 * of the gradient with clipping, and a faster updater for small networks.
 *
 * <p>Read {@link FusedAdam} first; {@link LazyAdam} is for embeddings, {@link GradientNorm} for
 * clipping, {@link DirectUpdater} for steps of a few milliseconds.
 */
package io.github.rnn4j.optimizer;
