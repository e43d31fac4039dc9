package io.github.rnn4j.spark.training;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.NextToken;
import io.github.rnn4j.batch.RandomWindows;
import io.github.rnn4j.batch.WindowOptions;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.charlm.model.TextMeasure;
import io.github.rnn4j.layer.output.TiedWeights;
import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.spark.data.Shard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a language model.
 *
 * @param config the configuration of the run
 * @param vocabularySize V
 * @param rows the number of rows in a minibatch of a shard
 * @param perEpoch the number of minibatches of a shard in an epoch
 */
record LanguageLearner(CharlmConfig config, int vocabularySize, int rows, int perEpoch)
    implements Learner {

  /** Longer shards have windows that do not overlap, whose order takes less memory. */
  private static final int LONG = 1 << 24;

  /** The series of minibatches of a shard, pass after pass. */
  private interface Series {
    DataSet minibatch(long number);
  }

  @Override
  public MultiLayerNetwork network() {
    return LanguageNetwork.build(config, vocabularySize);
  }

  @Override
  public ShardMinibatches minibatches(Shard shard) {
    Series series = config.data().unit() == Unit.TEXT ? windows(shard) : sequences(shard);
    return new ShardMinibatches() {
      @Override
      public int perEpoch() {
        return perEpoch;
      }

      @Override
      public synchronized DataSet minibatch(int epoch, int number) { // Spark may repeat a task
        return series.minibatch((epoch - 1L) * perEpoch + number);
      }
    };
  }

  private Series windows(Shard shard) {
    int[] tokens = shard.sequences()[0];
    int steps = config.training().steps();
    WindowOptions options = new WindowOptions(rows, steps, features(), targets());
    RandomWindows windows =
        config.training().order() == Order.CONSECUTIVE
            ? RandomWindows.inOrder(tokens, options)
            : new RandomWindows(
                tokens, options, tokens.length < LONG ? 1 : steps, config.training().seed());
    return windows::minibatch;
  }

  private Series sequences(Shard shard) {
    Part part = part(shard);
    BatchOptions options =
        BatchOptions.of(features())
            .withBatchSize(rows)
            .withLengthMultiple(config.network().cellChoice().lengthMultiple(part.longest()));
    BucketIterator minibatches =
        NextToken.training(part.sequences(), options, targets(), config.training().seed());
    return number -> {
      int pass = Math.toIntExact(number / minibatches.minibatches());
      if (minibatches.epoch() != pass) {
        minibatches.setEpoch(pass);
      }
      return minibatches.minibatch((int) (number % minibatches.minibatches()));
    };
  }

  private Part part(Shard shard) {
    List<int[]> sequences =
        Arrays.stream(shard.sequences()).filter(sequence -> sequence.length > 1).toList();
    return new Part("", sequences, config.data().unit() == Unit.TEXT ? 0 : 2);
  }

  private FeatureEncoding features() {
    return LanguageNetwork.features(config, vocabularySize);
  }

  private FeatureEncoding targets() {
    return LanguageNetwork.targets(vocabularySize);
  }

  @Override
  public GradientNorm gradientNorm() {
    return config.training().gradientNorm();
  }

  @Override
  public Counter counter(Model network) {
    if (LanguageNetwork.tied(config)) {
      TiedWeights.tie((MultiLayerNetwork) network);
    }
    return Map::of;
  }

  /** Returns whether a shard has at least one window of text, or one sequence. */
  boolean canLearnFrom(Shard shard) {
    int least = config.data().unit() == Unit.TEXT ? config.training().steps() : 1;
    return Arrays.stream(shard.sequences()).anyMatch(sequence -> sequence.length > least);
  }

  /** Returns how many minibatches read a shard once. */
  int perPass(Shard shard) {
    long steps = config.data().unit() == Unit.TEXT ? config.training().steps() : 1;
    long units =
        config.data().unit() == Unit.TEXT ? shard.sequences()[0].length : shard.sequences().length;
    return Math.toIntExact(Math.max(1, units / (steps * rows)));
  }

  /**
   * Measures how well other weights predict a shard.
   *
   * @param most the most tokens to read; those from the beginning
   */
  LanguageFigures measured(Shard shard, float[] weights, int most) {
    Part part = part(shard);
    if (part.isEmpty()) {
      return LanguageFigures.of(0, 0);
    }
    MultiLayerNetwork network = network();
    NetworkNumbers.write(network, weights);
    Part read = part.sample(most);
    LanguageFigures figures =
        TextMeasure.besideTraining(config, vocabularySize).measure(network, read);
    return LanguageFigures.of(
        TextMeasure.predictedInStreams(read, config.data().unit()), figures.nats());
  }
}
