package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.reviews.Review;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * The reviews of a run as the network reads them.
 *
 * @param source the reviews themselves
 * @param vocabulary of the training part
 * @param train the training part
 * @param validation the validation part
 * @param test the test part
 */
public record EncodedData(
    ImdbData source,
    Vocabulary vocabulary,
    List<LabelledSequence> train,
    List<LabelledSequence> validation,
    List<LabelledSequence> test) {

  /** Counts the words of the training part and encodes all three. */
  public static EncodedData of(DataConfig config, ImdbData data) {
    Vocabulary vocabulary =
        ReviewEncoder.vocabulary(config, data.train().stream().map(Review::text));
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

  /** The first reviews of each part, as many of each class as there are. */
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
