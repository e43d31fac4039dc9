/**
 * From text to token indices and back: tokenizers, vocabularies, and the sampler that draws the
 * next token.
 *
 * <p>Read {@link Tokenizer} first, then {@link Vocabulary}, which gives each token its index;
 * {@link SpecialToken} lists the other tokens that it may contain.
 */
package io.github.rnn4j.text;
