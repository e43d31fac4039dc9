package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.reviews.Review;
import org.junit.jupiter.api.Test;

class PredictionTest {

  @Test
  void labelsAreTheWordsOfTheReviews() {
    assertThat(new Prediction("", 0.5, 1, 1, false).label())
        .isEqualTo(Review.LABELS.get(Review.POSITIVE));
    assertThat(new Prediction("", 0.49, 1, 1, false).label())
        .isEqualTo(Review.LABELS.get(Review.NEGATIVE));
  }
}
