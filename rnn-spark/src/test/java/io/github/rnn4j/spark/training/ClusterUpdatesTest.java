package io.github.rnn4j.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Order;
import io.github.rnn4j.cli.config.ConfigOptions;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.Preset;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.spark.data.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Spark runs in this process; its threads are the executors. */
class ClusterUpdatesTest {

  private static final int SHARDS = 4;
  private static final int STEPS = 24;
  private static final int VOCABULARY = 300;

  private static final ImdbConfig CONFIG = Preset.DEMO.config();

  /** Fails once for each of some tasks, as an executor does that is killed. */
  private record Failing(TextLearner learner, AtomicInteger failures) implements Learner {

    private static final AtomicInteger LEFT = new AtomicInteger();

    @Override
    public Model network() {
      return learner.network();
    }

    @Override
    public ShardMinibatches minibatches(Shard shard) {
      ShardMinibatches minibatches = learner.minibatches(shard);
      return new ShardMinibatches() {
        @Override
        public int perEpoch() {
          return minibatches.perEpoch();
        }

        @Override
        public DataSet minibatch(int epoch, int number) {
          if (number % 5 == 4 && LEFT.getAndDecrement() > 0) {
            throw new IllegalStateException("an executor was killed");
          }
          return minibatches.minibatch(epoch, number);
        }
      };
    }

    @Override
    public GradientNorm gradientNorm() {
      return learner.gradientNorm();
    }

    @Override
    public Counter counter(Model network) {
      return learner.counter(network);
    }
  }

  private static TextLearner learner(int rows) {
    return new TextLearner(CONFIG, TextClasses.POLARITY, VOCABULARY, rows);
  }

  private static List<Shard> shards() {
    Random random = new Random(3);
    return IntStream.range(0, SHARDS)
        .mapToObj(
            number -> {
              int texts = 8 * STEPS;
              int[][] sequences = new int[texts][];
              int[] labels = new int[texts];
              for (int i = 0; i < texts; i++) {
                labels[i] = random.nextInt(2);
                int label = labels[i];
                sequences[i] =
                    random
                        .ints(3 + random.nextInt(20), 2, VOCABULARY / 2)
                        .map(token -> token + label * 20)
                        .toArray();
              }
              return new Shard(sequences, labels);
            })
        .toList();
  }

  private static ComputationGraph trained(String master, Learner learner, int averageEvery) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      JavaRDD<Shard> shards = spark.parallelize(shards(), SHARDS).cache();
      ComputationGraph network = (ComputationGraph) learner.network();
      ClusterUpdates updates = new ClusterUpdates(network, learner, shards, STEPS, averageEvery);
      updates.begin();
      Training.EpochUpdates epoch = updates.epoch(1);
      for (long step = 0; epoch.hasNext(); step++) {
        Training.Updated updated = epoch.next(step);
        assertThat(updated.counts().get("correct")).isBetween(0L, updated.sequences());
        assertThat(updated.updates().get(0).gradientNorm()).isPositive();
      }
      updates.end();
      return network;
    }
  }

  /** One process, which reads all shards' minibatches of a step as one. */
  private static ComputationGraph inOneProcess(TextLearner learner) {
    ComputationGraph network = learner.network();
    GradientNorm norm = learner.gradientNorm();
    network.addListeners(norm);
    List<ShardMinibatches> minibatches = shards().stream().map(learner::minibatches).toList();
    for (int step = 0; step < STEPS; step++) {
      List<DataSet> parts = new ArrayList<>();
      for (ShardMinibatches each : minibatches) {
        parts.add(each.minibatch(1, step));
      }
      network.fit(DataSet.merge(parts));
    }
    return network;
  }

  @Test
  void theGradientsOfAllShardsAreThoseOfOneMinibatch() {
    ComputationGraph expected = inOneProcess(learner(8));

    ComputationGraph network = trained("local[2]", learner(8), 1);

    assertThat(network.getConfiguration().getIterationCount()).isEqualTo(STEPS);
    assertThat(greatest(network.params().sub(expected.params()))).isLessThan(5e-6);
    assertThat(
            greatest(
                network
                    .getUpdater()
                    .getStateViewArray()
                    .sub(expected.getUpdater().getStateViewArray())))
        .isLessThan(5e-6);
    assertThat(greatest(expected.params().sub(learner(8).network().params()))).isGreaterThan(0.01);
  }

  @Test
  void theSameIsTrueForALanguageModel() {
    CharlmConfig config =
        ConfigOptions.with(
            io.github.rnn4j.charlm.config.Preset.SMALL.config(),
            Map.of("--order", Order.WINDOWS, "--hidden", 16, "--steps", 12));
    LanguageLearner learner = new LanguageLearner(config, 40, 4, 10);
    List<Shard> shards =
        new Random(5)
            .ints(SHARDS)
            .mapToObj(
                seed ->
                    new Shard(
                        new int[][] {new Random(seed).ints(500, 0, 40).toArray()}, new int[0]))
            .toList();
    MultiLayerNetwork expected = learner.network();
    List<ShardMinibatches> minibatches = shards.stream().map(learner::minibatches).toList();
    for (int step = 0; step < 10; step++) {
      int number = step;
      expected.fit(
          DataSet.merge(minibatches.stream().map(each -> each.minibatch(1, number)).toList()));
    }

    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1");
    MultiLayerNetwork network = learner.network();
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      ClusterUpdates updates =
          new ClusterUpdates(network, learner, spark.parallelize(shards, SHARDS), 10, 1);
      updates.begin();
      Training.EpochUpdates epoch = updates.epoch(1);
      while (epoch.hasNext()) {
        Training.Updated updated = epoch.next(1);
        assertThat(updated.tokens()).isEqualTo(SHARDS * 4 * 12);
      }
      updates.end();
    }

    assertThat(greatest(network.params().sub(expected.params()))).isLessThan(5e-6);
    assertThat(network.score()).isCloseTo(expected.score(), within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theWeightsAreTheSameToTheLastBitOnAnyNumberOfThreadsAndAfterFailures(int averageEvery) {
    ComputationGraph one = trained("local[1]", learner(8), averageEvery);
    Failing.LEFT.set(5);
    ComputationGraph failing =
        trained("local[3,8]", new Failing(learner(8), new AtomicInteger()), averageEvery);

    assertThat(Failing.LEFT.get()).isNotPositive();
    assertThat(failing.params()).isEqualTo(one.params());
    assertThat(failing.getUpdater().getStateViewArray())
        .isEqualTo(one.getUpdater().getStateViewArray());
  }

  @Test
  void parametersAndUpdaterStateAreAveragedEveryFewUpdates() {
    TextLearner learner = learner(8);
    List<ComputationGraph> networks =
        IntStream.range(0, SHARDS).mapToObj(shard -> learner.network()).toList();
    List<ShardMinibatches> minibatches = shards().stream().map(learner::minibatches).toList();
    for (int step = 0; step < STEPS; step++) {
      for (int shard = 0; shard < SHARDS; shard++) {
        networks.get(shard).fit(minibatches.get(shard).minibatch(1, step));
      }
      if (step % 6 == 5) {
        INDArray parameters = mean(networks.stream().map(ComputationGraph::params).toList());
        INDArray state =
            mean(networks.stream().map(n -> n.getUpdater().getStateViewArray()).toList());
        networks.forEach(network -> network.params().assign(parameters));
        networks.forEach(network -> network.getUpdater().getStateViewArray().assign(state));
      }
    }

    ComputationGraph network = trained("local[2]", learner, 6);

    assertThat(network.getConfiguration().getIterationCount()).isEqualTo(STEPS);
    assertThat(greatest(network.params().sub(networks.get(0).params()))).isLessThan(5e-6);
  }

  private static INDArray mean(List<INDArray> arrays) {
    INDArray sum = arrays.get(0).dup();
    arrays.subList(1, arrays.size()).forEach(sum::addi);
    return sum.divi(arrays.size());
  }

  @Test
  void onlyTheRowsOfUsedWordsAreSent() {
    float[] numbers = new float[1000];
    numbers[3] = 1;
    numbers[640] = -2;
    numbers[999] = -0f;

    FloatChanges changes = FloatChanges.ofNonZero(numbers);

    float[] received = new float[1000];
    changes.forEach((place, value) -> received[place] = value);
    assertThat(received).containsExactly(numbers);
    assertThat(changes.bytes()).isEqualTo(3 * 4 + 16 * 8);
  }

  @Test
  void changesOfNearlyAllNumbersAreSentAsTheyAre() {
    float[] numbers = new float[100];
    IntStream.range(1, 100).forEach(i -> numbers[i] = i);

    FloatChanges changes = FloatChanges.ofNonZero(numbers);

    float[] received = new float[100];
    changes.forEach((place, value) -> received[place] = value);
    assertThat(received).containsExactly(numbers);
    assertThat(changes.bytes()).isEqualTo(400);
  }

  private static double greatest(INDArray difference) {
    return difference.amaxNumber().doubleValue();
  }
}
