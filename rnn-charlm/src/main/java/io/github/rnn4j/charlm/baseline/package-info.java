/**
 * What a language model has to beat: guessing, counting characters, counting strings of characters,
 * and a compressor, each measured in bits per token of text that it was not trained on.
 *
 * <p>Start at {@link io.github.rnn4j.charlm.baseline.Baselines}.
 */
package io.github.rnn4j.charlm.baseline;
