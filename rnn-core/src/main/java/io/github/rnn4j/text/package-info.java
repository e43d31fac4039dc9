/**
 * From text to token indices and back: tokenizers, the vocabularies that are saved with a model,
 * and the sampler that draws the next token.
 *
 * <p>{@link io.github.rnn4j.text.Vocabulary} is for what a model only reads: index 0 is {@code
 * <pad>}, index 1 is {@code <unk>}. {@link io.github.rnn4j.text.LanguageVocabulary} is for what a
 * model also predicts.
 */
package io.github.rnn4j.text;
