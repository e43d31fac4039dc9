package io.github.rnn4j.charlm.training;

import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.RandomWindows;
import io.github.rnn4j.batch.TokenStreams;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.data.TextIterators;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.stateful.StreamNetwork;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The endless series of minibatches of a run; the n-th depends only on the data, the seed and n.
 */
interface UpdateSeries {

  /**
   * Returns the number of minibatches in a pass over the training set; a pass over windows reads
   * all of them.
   */
  int perPass();

  /**
   * Returns how many times this many minibatches read each token of the training set, on average.
   */
  default double readings(long minibatches) {
    return (double) minibatches / perPass();
  }

  /** Returns {@code count} minibatches, starting with number {@code from}, counted from 0. */
  DataSetIterator section(long from, int count);

  /**
   * Creates the series of a configuration.
   *
   * @param network the network to train; null if nothing is trained
   * @throws IllegalArgumentException if the training set is too short for a minibatch
   */
  static UpdateSeries of(CharlmConfig config, Corpus corpus, MultiLayerNetwork network) {
    int size = corpus.vocabulary().size();
    TrainingConfig training = config.training();
    Part train = corpus.train();
    TextIterators iterators =
        new TextIterators(
            training, LanguageNetwork.features(config, size), LanguageNetwork.targets(size));
    if (config.data().unit() != Unit.TEXT) {
      return new Sequences(iterators.sequences(train, config.network().cellChoice()));
    }
    if (LanguageNetwork.carriesState(config)) {
      return new Streams(iterators.streams(train), (StreamNetwork) network);
    }
    long tokens = (long) training.batchSize() * training.steps();
    return new Windows(iterators.windows(train), (double) tokens / train.predictions());
  }

  /**
   * Windows, each from the zero state: overlapping in random order, or one after the other.
   *
   * @param share share of the training set in a minibatch
   */
  record Windows(RandomWindows windows, double share) implements UpdateSeries {
    @Override
    public int perPass() {
      return windows.minibatchesPerPass();
    }

    @Override
    public double readings(long minibatches) {
      return minibatches * share;
    }

    @Override
    public DataSetIterator section(long from, int count) {
      return windows.section(from, count);
    }
  }

  /** Streams; the network resets the carried state at the start of each pass. */
  record Streams(TokenStreams streams, StreamNetwork network) implements UpdateSeries {
    @Override
    public int perPass() {
      return streams.minibatchesPerPass();
    }

    @Override
    public DataSetIterator section(long from, int count) {
      TokenStreams section = streams.section(from, count);
      section.setPreProcessor(
          minibatch -> {
            long number = section.position() - 1; // the section is already at the next one
            if (network != null && number % perPass() == 0) {
              network.startStreams();
            }
          });
      return section;
    }
  }

  /** Lines or sentences, pass after pass. */
  record Sequences(BucketIterator minibatches) implements UpdateSeries {
    @Override
    public int perPass() {
      return minibatches.minibatches();
    }

    @Override
    public DataSetIterator section(long from, int count) {
      minibatches.setEpoch(pass(from));
      for (long skipped = from % perPass(); skipped > 0; skipped--) {
        minibatches.next();
      }
      Iterator<DataSet> section =
          LongStream.range(from, from + count).mapToObj(this::following).iterator();
      return new ExistingDataSetIterator(section);
    }

    private DataSet following(long n) {
      if (n % perPass() == 0) {
        minibatches.setEpoch(pass(n));
      }
      return minibatches.next();
    }

    private int pass(long n) {
      return Math.toIntExact(n / perPass());
    }
  }
}
