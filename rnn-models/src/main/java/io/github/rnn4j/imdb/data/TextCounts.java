package io.github.rnn4j.imdb.data;

/**
 * What happened to the texts of a run when they were encoded.
 *
 * @param wordless the number of texts in which there is nothing but punctuation, or in which the
 *     tokenizer found nothing
 * @param cut the number of texts that were cut
 * @param longest the number of tokens to which they were cut
 */
public record TextCounts(int wordless, int cut, int longest) {}
