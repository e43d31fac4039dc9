package io.github.rnn4j.spark.training;

import io.github.rnn4j.loop.MinibatchEvent;
import io.github.rnn4j.loop.NetworkCounters;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingTotals;
import io.github.rnn4j.optimizer.DirectUpdater;
import io.github.rnn4j.optimizer.GradientNorm;
import io.github.rnn4j.spark.data.Shard;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Updates a network with the help of a cluster, in synchronous steps: each task works on its shard,
 * and the driver combines what they return in the order of the shards.
 *
 * <ul>
 *   <li>With {@code averageEvery} 1, a step is one update, as on one machine with a minibatch that
 *       is made of one minibatch of each shard: each task sums the gradients of its sequences, and
 *       the driver adds them up, clips them, and updates the network.
 *   <li>With a larger number, each task makes that many updates of its own network; the step ends
 *       with the mean of their parameters and of the state of their updaters (H. B. McMahan et al.,
 *       2017, <a href="https://proceedings.mlr.press/v54/mcmahan17a.html">Communication-Efficient
 *       Learning of Deep Networks from Decentralized Data</a>, where the state is not averaged).
 * </ul>
 *
 * <p>The same shards give the same weights, to the last bit, on any number of executors, also if
 * some of them fail and Spark repeats their tasks.
 */
final class ClusterUpdates implements Training.Updates {

  private final Model network;
  private final JavaRDD<Shard> shards;
  private final Broadcast<Learner> sentLearner;
  private final int averageEvery;
  private final int stepsPerEpoch;
  private final GradientNorm norm;
  private final Weights weights;
  private final StepCosts costs = new StepCosts();

  /**
   * Prepares the training of a network.
   *
   * @param network the network, initialized; trained in place
   * @param learner how its copies are trained
   * @param shards the data, one shard in each partition
   * @param minibatches the number of minibatches in an epoch of the longest shard
   * @param averageEvery how many updates each shard makes before their results are combined
   */
  ClusterUpdates(
      Model network, Learner learner, JavaRDD<Shard> shards, int minibatches, int averageEvery) {
    this.network = network;
    this.shards = shards;
    this.averageEvery = averageEvery;
    this.stepsPerEpoch = (minibatches + averageEvery - 1) / averageEvery;
    this.norm = learner.gradientNorm();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(shards.context());
    this.sentLearner = spark.broadcast(learner);
    this.weights = new Weights(spark);
  }

  int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  StepCosts costs() {
    return costs;
  }

  @Override
  public void begin() {
    NetworkNumbers.initGradients(network);
  }

  @Override
  public void end() {
    weights.close();
    sentLearner.destroy();
    DirectUpdater.remove((NeuralNetwork) network);
  }

  @Override
  public Training.EpochUpdates epoch(int epoch) {
    DirectUpdater.install((NeuralNetwork) network);
    return new Training.EpochUpdates() {
      private int step;

      @Override
      public boolean hasNext() {
        return step < stepsPerEpoch;
      }

      @Override
      public void skip() {
        step++;
      }

      @Override
      public Training.Updated next(long seed) {
        return updated(epoch, step++ * averageEvery, seed);
      }
    };
  }

  private Training.Updated updated(int epoch, int first, long seed) {
    long start = System.nanoTime();
    NetworkCounters counters = new NetworkCounters(network);
    int before = counters.updates();
    ShardTask task = new ShardTask(epoch, first, averageEvery, before, counters.epochs(), seed);
    float[] numbers =
        task.averages() ? NetworkNumbers.withState(network) : NetworkNumbers.of(network.params());
    Weights.Version version = weights.publish(numbers);
    double sending = secondsSince(start);
    List<ShardTask.Result> results = onShards(task, version);
    long received = System.nanoTime();
    if (results.isEmpty()) {
      throw new RunException("No shard has a minibatch left in epoch %d".formatted(epoch));
    }
    TrainingTotals totals =
        results.stream()
            .map(ShardTask.Result::totals)
            .reduce(TrainingTotals.NONE, TrainingTotals::plus);
    NetworkNumbers.setScore(network, totals.loss());
    double gradientNorm =
        task.averages()
            ? average(numbers, results, totals.minibatches())
            : apply(results, Math.toIntExact(totals.sequences()));
    costs.add(
        new StepCosts.Step(
            secondsSince(start),
            sending + secondsSince(received),
            results.stream().mapToDouble(result -> result.totals().seconds()).max().orElseThrow(),
            weights.bytes(),
            results.stream().mapToLong(result -> result.numbers().bytes()).sum()));
    int updates =
        before + results.stream().mapToInt(r -> r.totals().minibatches()).max().orElseThrow();
    counters.set(updates, counters.epochs());
    MinibatchEvent.Update update =
        new MinibatchEvent.Update(updates, network.score(), gradientNorm);
    return new Training.Updated(
        List.of(update), totals.sequences(), totals.tokens(), totals.counts());
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  /** Returns the results in the order of the shards, without those that have no minibatch left. */
  private List<ShardTask.Result> onShards(ShardTask task, Weights.Version version) {
    Broadcast<Learner> sent = sentLearner;
    Function2<Integer, Iterator<Shard>, Iterator<ShardTask.Result>> work =
        (number, content) ->
            List.of(task.run(number, content.next(), sent.value(), version)).iterator();
    return shards.mapPartitionsWithIndex(work, true).collect().stream()
        .filter(result -> result.totals().minibatches() > 0)
        .toList();
  }

  /**
   * Adds up the gradients, and updates the network as Deeplearning4j does.
   *
   * @return the norm of the gradient
   */
  private double apply(List<ShardTask.Result> results, int sequences) {
    INDArray view = network.getGradientsViewArray();
    float[] sum = new float[Math.toIntExact(view.length())];
    for (ShardTask.Result result : results) {
      result.numbers().forEach((place, value) -> sum[place] += value);
    }
    NetworkNumbers.write(view, sum, 0, sum.length);
    norm.measure(network, sequences);
    NetworkCounters counters = new NetworkCounters(network);
    int updates = counters.updates();
    int epochs = counters.epochs();
    updater().update(gradient(view), updates, epochs, sequences, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(view.reshape(network.params().shape()));
    counters.listeners().forEach(each -> each.iterationDone(network, updates, epochs));
    return norm.latest();
  }

  private BaseMultiLayerUpdater<?> updater() {
    return network instanceof ComputationGraph graph
        ? graph.getUpdater()
        : (BaseMultiLayerUpdater<?>) ((MultiLayerNetwork) network).getUpdater();
  }

  /** Returns the array of all gradients under the names that Deeplearning4j gives to its parts. */
  private Gradient gradient(INDArray view) {
    Gradient gradient = new DefaultGradient(view);
    Layer[] layers =
        network instanceof ComputationGraph graph
            ? graph.getLayers()
            : ((MultiLayerNetwork) network).getLayers();
    for (Layer layer : layers) {
      if (layer.numParams() > 0) {
        String name =
            network instanceof ComputationGraph
                ? layer.conf().getLayer().getLayerName()
                : String.valueOf(layer.getIndex());
        layer
            .conf()
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray())
            .forEach((parameter, part) -> gradient.setGradientFor(name + "_" + parameter, part));
      }
    }
    return gradient;
  }

  /**
   * Takes the mean of what the shards have changed, weighted by their numbers of minibatches.
   *
   * @return the mean of the norms of all gradients
   */
  private double average(float[] before, List<ShardTask.Result> results, int minibatches) {
    float[] mean = before.clone();
    for (ShardTask.Result result : results) {
      float share = (float) result.totals().minibatches() / minibatches;
      result.numbers().forEach((place, value) -> mean[place] += share * (value - before[place]));
    }
    NetworkNumbers.write(network, mean);
    return results.stream().mapToDouble(ShardTask.Result::normSum).sum() / minibatches;
  }
}
