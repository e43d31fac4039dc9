package io.github.rnn4j.charlm.baseline;

/**
 * What a baseline reached.
 *
 * @param name what it is, for a person to read
 * @param bitsPerToken the mean of {@code -log2 P} over the held-out tokens, 0 or more
 * @param seconds how long it took to learn and to measure
 */
public record BaselineResult(String name, double bitsPerToken, double seconds) {}
