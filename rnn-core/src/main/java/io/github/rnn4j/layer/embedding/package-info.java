/**
 * The embedding layer: maps token indices {@code [B, 1, T]} to vectors {@code [B, E, T]}.
 *
 * <p>Read {@link TokenEmbedding} first.
 */
package io.github.rnn4j.layer.embedding;
