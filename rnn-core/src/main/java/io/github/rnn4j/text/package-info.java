/**
 * From text to token indices: tokenizers and the vocabulary that is saved with a model.
 *
 * <p>Index 0 is {@code <pad>}, index 1 is {@code <unk>}.
 */
package io.github.rnn4j.text;
