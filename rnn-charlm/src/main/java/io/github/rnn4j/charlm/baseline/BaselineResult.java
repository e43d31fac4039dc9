package io.github.rnn4j.charlm.baseline;

/**
 * The result of a baseline.
 *
 * @param name human-readable name of the baseline
 * @param bitsPerToken the mean of {@code -log2 P} over the held-out tokens, 0 or more
 * @param seconds time for training and evaluation
 */
public record BaselineResult(String name, double bitsPerToken, double seconds) {}
