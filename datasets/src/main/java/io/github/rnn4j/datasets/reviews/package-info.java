/**
 * Labeled reviews, real and synthetic, with a DataVec record reader.
 *
 * <p>Read {@link ImdbReviews} for real reviews and {@link SyntheticReviews} for synthetic ones.
 */
package io.github.rnn4j.datasets.reviews;
