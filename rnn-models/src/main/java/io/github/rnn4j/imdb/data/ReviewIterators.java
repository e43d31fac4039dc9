package io.github.rnn4j.imdb.data;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.LabelEncoding;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.datasets.text.TokenSequenceReader;
import java.util.List;
import java.util.function.Supplier;
import org.datavec.api.records.reader.RecordReader;
import org.deeplearning4j.datasets.datavec.RecordReaderMultiDataSetIterator;
import org.deeplearning4j.datasets.iterator.MultiDataSetWrapperIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The place where reviews from a DataVec reader become a {@link DataSetIterator}.
 *
 * <p>{@link #training} is what {@code train} uses. It shuffles the reviews, and puts those of
 * similar length into one minibatch, which needs all of them in memory: {@link ImdbData} reads them
 * from a reader, and {@link EncodedData} encodes them. {@link #inReaderOrder} reads the same
 * reviews with Deeplearning4j's own iterator.
 */
public final class ReviewIterators {

  private static final String WORDS = "words";
  private static final String LABELS = "labels";
  private static final int LABEL = 1; // the second value of a record

  private ReviewIterators() {}

  /**
   * Creates shuffled minibatches of reviews of similar length, prepared in the background.
   *
   * @param reviews the encoded reviews
   * @param options how minibatches are made
   * @param seed the seed of the order
   * @return minibatches of features {@code [B, 1, T]} or {@code [B, V, T]}, mask {@code [B, T]} and
   *     labels {@code [B, 1]} or {@code [B, K]}
   */
  public static BucketIterator training(
      List<LabelledSequence> reviews, BatchOptions options, long seed) {
    return BucketIterator.training(reviews, options, seed).prefetched(2);
  }

  /**
   * Creates minibatches of reviews in the order of their reader, by Deeplearning4j's {@link
   * RecordReaderMultiDataSetIterator}: one reader gives the words of each review, a second one of
   * the same records its label. Only the reviews of one minibatch are in memory.
   *
   * @param reviews opens a reader whose records are a text and its label, from 0 on; called twice
   * @param encoder turns a text into token indices
   * @param options batch size, how tokens are fed to the network, and how labels are encoded; the
   *     rest is not used
   * @return minibatches of the same form as those of {@link #training}; no mask if all reviews of a
   *     minibatch have the same length
   */
  public static DataSetIterator inReaderOrder(
      Supplier<? extends RecordReader> reviews, ReviewEncoder encoder, BatchOptions options) {
    TokenSequenceReader words =
        TokenSequenceReader.indices(reviews.get(), text -> encoder.encode(text).indices());
    RecordReaderMultiDataSetIterator.Builder builder =
        new RecordReaderMultiDataSetIterator.Builder(options.batchSize())
            .addSequenceReader(WORDS, words)
            .addReader(LABELS, reviews.get());
    if (options.labels() instanceof LabelEncoding.OneHotClasses several) {
      builder.addOutputOneHot(LABELS, LABEL, several.classes()); // [B, K]
    } else {
      builder.addOutput(LABELS, LABEL, LABEL); // [B, 1]
    }
    if (options.features() instanceof FeatureEncoding.OneHot oneHot) {
      builder.addInputOneHot(WORDS, 0, oneHot.vocabularySize()); // [B, V, T]
    } else {
      builder.addInput(WORDS); // [B, 1, T]
    }
    return new MultiDataSetWrapperIterator(builder.build());
  }
}
