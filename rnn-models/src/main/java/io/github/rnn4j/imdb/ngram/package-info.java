/** Naive-Bayes-weighted n-grams: the baseline that knows words and short phrases, but no order. */
package io.github.rnn4j.imdb.ngram;
