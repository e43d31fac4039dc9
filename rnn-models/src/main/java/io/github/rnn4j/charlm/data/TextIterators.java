package io.github.rnn4j.charlm.data;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.NextToken;
import io.github.rnn4j.batch.RandomWindows;
import io.github.rnn4j.batch.TokenStreams;
import io.github.rnn4j.batch.WindowOptions;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.config.recurrent.CellChoice;
import io.github.rnn4j.datasets.text.TokenSequenceReader;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.RecordReader;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The place where a text from a DataVec reader becomes a {@link DataSetIterator}.
 *
 * <p>{@link #sequences}, {@link #windows} and {@link #streams} are what {@code train} uses. They
 * take a {@link Part} of a {@link Corpus}, which has been read from a reader as a whole. {@link
 * #inReaderOrder} reads lines or sentences with Deeplearning4j's own iterator.
 *
 * @param training batch size, steps and seed
 * @param features how tokens are fed to the network
 * @param targets how the tokens to predict are passed to the loss
 */
public record TextIterators(
    TrainingConfig training, FeatureEncoding features, FeatureEncoding targets) {

  /**
   * Creates shuffled minibatches of lines or sentences of similar length.
   *
   * @param cell the cell that reads them; it may need few different lengths
   */
  public BucketIterator sequences(Part part, CellChoice cell) {
    BatchOptions options =
        BatchOptions.of(features)
            .withBatchSize(training.batchSize())
            .withLengthMultiple(cell.lengthMultiple(part.longest()));
    return NextToken.training(part.sequences(), options, targets, training.seed());
  }

  /** Creates minibatches of windows of a text: overlapping in random order, or consecutive. */
  public RandomWindows windows(Part part) {
    return training.order() == Order.CONSECUTIVE
        ? RandomWindows.inOrder(text(part), windowOptions())
        : new RandomWindows(text(part), windowOptions(), 1, training.seed());
  }

  /** Creates minibatches that read a text in parallel streams, from start to end. */
  public TokenStreams streams(Part part) {
    return new TokenStreams(text(part), windowOptions());
  }

  private static int[] text(Part part) {
    return part.sequences().get(0);
  }

  private WindowOptions windowOptions() {
    long rows = training.batchSize();
    long numbers = rows * training.steps() * targets.vocabularySize();
    if (numbers > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%,d rows of %,d steps with a vocabulary of %,d tokens need %,d numbers, more than an array can hold; use a smaller --batch-size or --steps"
              .formatted(rows, training.steps(), targets.vocabularySize(), numbers));
    }
    return new WindowOptions(training.batchSize(), training.steps(), features, targets);
  }

  /**
   * Creates minibatches of lines or sentences in the order of their reader, by Deeplearning4j's
   * {@link SequenceRecordReaderDataSetIterator}. Only the sequences of one minibatch are in memory.
   *
   * @param texts a reader whose records begin with a line or sentence
   * @param encoder turns a line or sentence into token indices, at least two
   * @return minibatches of the same form as those of {@link #sequences}; no masks if all sequences
   *     of a minibatch have the same length
   */
  public DataSetIterator inReaderOrder(RecordReader texts, TextEncoder encoder) {
    boolean indices = targets instanceof FeatureEncoding.Indices;
    DataSetIterator minibatches =
        new SequenceRecordReaderDataSetIterator(
            TokenSequenceReader.nextTokens(
                texts,
                text -> encoder.sequence(encoder.config().read(text))), // steps [token, next token]
            training.batchSize(),
            indices ? 1 : targets.vocabularySize(), // labels [B, 1, T] or [B, V, T]
            1, // the column of the labels
            indices);
    minibatches.setPreProcessor(this::encode);
    return minibatches;
  }

  /** Turns the indices of a minibatch, {@code [B, 1, T]}, into features. */
  private void encode(DataSet minibatch) {
    INDArray read = minibatch.getFeatures();
    INDArray mask = minibatch.getFeaturesMaskArray(); // [B, T]
    int steps = Math.toIntExact(read.size(2));
    int[][] tokens = new int[Math.toIntExact(read.size(0))][];
    for (int b = 0; b < tokens.length; b++) {
      int row = b;
      int length = mask == null ? steps : mask.getRow(b).sumNumber().intValue();
      tokens[b] = IntStream.range(0, length).map(t -> read.getInt(row, 0, t)).toArray();
    }
    minibatch.setFeatures(features.encode(tokens, steps));
  }
}
