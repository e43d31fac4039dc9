package io.github.rnn4j.benchmark;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.benchmark.work.ReviewFile;
import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.text.ReviewTokenizer;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import io.github.rnn4j.text.VocabularyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses minibatches of real reviews. The minibatches of one epoch, in buckets of similar length,
 * are sorted by number of words; those at 1/6, 3/6 and 5/6 are chosen: a short, a medium and a long
 * one represent the epoch.
 */
final class RealReviews {
  private static final long SEED = 1;

  private RealReviews() {}

  /**
   * Reads the training reviews and writes the chosen minibatches for the measuring processes.
   *
   * @param data the archive, or the folder it unpacks to
   * @param batchSize B
   * @param file the file to write
   */
  static void choose(Path data, int batchSize, Path file) throws IOException {
    ReviewTokenizer tokenizer = new ReviewTokenizer();
    List<LabelledText> reviews = ImdbReviews.at(data).part(ImdbReviews.Part.TRAIN).read();
    List<List<String>> texts =
        reviews.stream().map(review -> tokenizer.tokenize(review.text())).toList();
    VocabularyBuilder counts =
        Vocabulary.builder(Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN));
    texts.forEach(counts::count);
    Vocabulary vocabulary = counts.build(VocabularyLimits.NONE);
    List<LabelledSequence> sequences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      sequences.add(new LabelledSequence(vocabulary.encode(texts.get(i)), reviews.get(i).label()));
    }
    BatchOptions options =
        BatchOptions.of(new FeatureEncoding.Indices(vocabulary.size())).withBatchSize(batchSize);
    List<List<LabelledSequence>> chosen =
        atSixths(minibatches(sequences, BucketIterator.training(sequences, options, SEED)));
    Files.createDirectories(file.getParent());
    ReviewFile.write(file, vocabulary.size(), numbered(chosen));
  }

  private static List<List<LabelledSequence>> minibatches(
      List<LabelledSequence> sequences, BucketIterator epoch) {
    List<List<LabelledSequence>> minibatches = new ArrayList<>();
    while (epoch.hasNext()) {
      epoch.next();
      minibatches.add(IntStream.of(epoch.indices()).mapToObj(sequences::get).toList());
    }
    return minibatches;
  }

  static List<List<LabelledSequence>> atSixths(List<List<LabelledSequence>> minibatches) {
    List<List<LabelledSequence>> sorted =
        minibatches.stream()
            .sorted(
                Comparator.comparingInt(
                    minibatch -> minibatch.stream().mapToInt(LabelledSequence::length).sum()))
            .toList();
    return IntStream.of(1, 3, 5).mapToObj(sixth -> sorted.get(sixth * sorted.size() / 6)).toList();
  }

  private static List<ReviewFile.Review> numbered(List<List<LabelledSequence>> minibatches) {
    List<ReviewFile.Review> reviews = new ArrayList<>();
    for (int i = 0; i < minibatches.size(); i++) {
      for (LabelledSequence sequence : minibatches.get(i)) {
        List<Integer> tokens = IntStream.of(sequence.tokens()).boxed().toList();
        reviews.add(new ReviewFile.Review(i, sequence.label(), tokens));
      }
    }
    return reviews;
  }
}
