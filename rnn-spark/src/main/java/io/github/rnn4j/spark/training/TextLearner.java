package io.github.rnn4j.spark.training;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.TrainingAccuracy;
import io.github.rnn4j.imdb.training.EpochFigures;
import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.spark.data.Shard;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains a text classifier.
 *
 * @param config the configuration of the run
 * @param classes the classes, with their weights
 * @param vocabularySize V
 * @param rows the number of texts in a minibatch of a shard
 */
record TextLearner(ImdbConfig config, TextClasses classes, int vocabularySize, int rows)
    implements Learner {

  @Override
  public ComputationGraph network() {
    return ImdbNetwork.build(config, vocabularySize, classes);
  }

  @Override
  public ShardMinibatches minibatches(Shard shard) {
    List<LabelledSequence> texts = sequences(shard);
    BatchOptions options =
        new ReviewBatches(config, vocabularySize, classes).training(texts).withBatchSize(rows);
    // The same seed in all shards, which are equally large: their minibatches are of similar length
    // at the same time, so no task waits long for another.
    BucketIterator minibatches = BucketIterator.training(texts, options, config.training().seed());
    return new ShardMinibatches() {
      @Override
      public int perEpoch() {
        return minibatches.minibatches();
      }

      @Override
      public synchronized DataSet minibatch(int epoch, int number) { // Spark may repeat a task
        if (minibatches.epoch() != epoch) {
          minibatches.setEpoch(epoch);
        }
        return minibatches.minibatch(number);
      }
    };
  }

  /** Predictions for the texts of a shard. */
  static final class Predicted implements Serializable {
    private static final long serialVersionUID = 1L;

    final double[][] probabilities; // [N][K]
    final int[] labels; // [N]

    Predicted(double[][] probabilities, int[] labels) {
      this.probabilities = probabilities;
      this.labels = labels;
    }
  }

  /** Predicts the texts of a shard with other weights. */
  Predicted predicted(Shard shard, float[] weights) {
    if (shard.labels().length == 0) {
      return new Predicted(new double[0][], new int[0]);
    }
    ComputationGraph network = network();
    NetworkNumbers.write(network, weights);
    return new Predicted(
        new Classifier(List.of(network), new ReviewBatches(config, vocabularySize, classes))
            .probabilities(List.of(shard.sequences())),
        shard.labels());
  }

  /** Returns the texts of a shard with their labels. */
  static List<LabelledSequence> sequences(Shard shard) {
    return IntStream.range(0, shard.labels().length)
        .mapToObj(i -> new LabelledSequence(shard.sequences()[i], shard.labels()[i]))
        .toList();
  }

  @Override
  public GradientNorm gradientNorm() {
    return config.training().gradientNorm();
  }

  @Override
  public Counter counter(Model network) {
    TrainingAccuracy accuracy = new TrainingAccuracy();
    network.addListeners(accuracy);
    return () -> Map.of(EpochFigures.CORRECT, (long) accuracy.correct());
  }
}
