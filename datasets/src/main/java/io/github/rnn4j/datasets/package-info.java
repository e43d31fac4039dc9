/**
 * What the data is: sources, downloads with checks, splits, DataVec record readers.
 *
 * <p>Nothing here knows that neural networks exist. One record is one sequence, with its label if
 * it has one. Start at {@link io.github.rnn4j.datasets.ImdbReviews} for real reviews, at {@link
 * io.github.rnn4j.datasets.SyntheticReviews} for made-up ones, at {@link
 * io.github.rnn4j.datasets.KnownText} and {@link io.github.rnn4j.datasets.PlainText} for text, at
 * {@link io.github.rnn4j.datasets.SeriesCsv} for time series; what goes wrong with data is a {@link
 * io.github.rnn4j.datasets.DataException}.
 */
package io.github.rnn4j.datasets;
