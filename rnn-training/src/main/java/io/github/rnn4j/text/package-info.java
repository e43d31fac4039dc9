/**
 * From text to token indices and back: tokenizers, vocabularies, and the sampler that draws the
 * next token.
 *
 * <p>Read {@link Tokenizer} first. A {@link Vocabulary} is for what a model only reads: index 0 is
 * {@code <pad>}, index 1 is {@code <unk>}. A {@link LanguageVocabulary} is for what a model also
 * predicts.
 */
package io.github.rnn4j.text;
