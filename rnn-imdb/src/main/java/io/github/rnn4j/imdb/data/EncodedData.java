package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * The reviews of a run, encoded for the network.
 *
 * @param source the original reviews
 * @param vocabulary the vocabulary: that of the training set, or of the run that was started from
 * @param train the training set
 * @param validation the validation set
 * @param test the test set
 */
public record EncodedData(
    ImdbData source,
    Vocabulary vocabulary,
    List<LabelledSequence> train,
    List<LabelledSequence> validation,
    List<LabelledSequence> test) {

  /** Builds the vocabulary from the training set and encodes all three sets. */
  public static EncodedData of(DataConfig config, ImdbData data) {
    return of(
        config, data, ReviewEncoder.vocabulary(config, data.train().stream().map(Review::text)));
  }

  /** Encodes all three sets with a vocabulary. */
  public static EncodedData of(DataConfig config, ImdbData data, Vocabulary vocabulary) {
    ReviewEncoder encoder = new ReviewEncoder(config, vocabulary, config.maxLength());
    return new EncodedData(
        data,
        vocabulary,
        encoded(data.train(), encoder),
        encoded(data.validation(), encoder),
        encoded(data.test(), encoder));
  }

  private static List<LabelledSequence> encoded(List<Review> reviews, ReviewEncoder encoder) {
    return reviews.stream()
        .map(review -> encoder.encode(review.text()).labelled(review.label()))
        .toList();
  }

  /** Returns a copy with one minibatch of each set, half of each class if there are enough. */
  public EncodedData oneMinibatch(int size) {
    return new EncodedData(
        source, vocabulary, first(train, size), first(validation, size), first(test, size));
  }

  private static List<LabelledSequence> first(List<LabelledSequence> all, int size) {
    List<LabelledSequence> chosen = new ArrayList<>();
    for (int label = 0; label <= 1; label++) {
      int wanted = label;
      all.stream()
          .filter(sequence -> sequence.label() == wanted)
          .limit((size + 1) / 2)
          .forEach(chosen::add);
    }
    return chosen.subList(0, Math.min(size, chosen.size()));
  }
}
