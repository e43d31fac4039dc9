/**
 * Adam in one pass over all weights, Adam that skips unused rows, and learning-rate schedules.
 *
 * <p>Read {@link FusedAdam} first; {@link LazyAdam} is for embeddings.
 */
package io.github.rnn4j.optimizer;
