/**
 * A vector for each token: {@code [B, 1, T]} token indices to {@code [B, E, T]}.
 *
 * <p>Read {@link TokenEmbedding} first.
 */
package io.github.rnn4j.layer.embedding;
