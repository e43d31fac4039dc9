/**
 * The baselines that a language model has to beat: guessing, counting tokens, Kneser-Ney, and a
 * compressor. All are measured in bits per token on text that they were not trained on.
 *
 * <p>Read {@link Baselines} first.
 */
package io.github.rnn4j.charlm.baseline;
