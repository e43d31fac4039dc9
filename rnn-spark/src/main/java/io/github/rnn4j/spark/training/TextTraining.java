package io.github.rnn4j.spark.training;

import io.github.rnn4j.cli.train.Progress;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.imdb.config.ClassWeighting;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Evaluation;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.training.EpochCurve;
import io.github.rnn4j.imdb.training.EpochFigures;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.spark.data.LabelledShards;
import io.github.rnn4j.spark.data.Shard;
import io.github.rnn4j.spark.data.WordCounts;
import io.github.rnn4j.summary.LayerTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains and tests a text classifier on a cluster. Everything that it saves is in the run folder.
 */
public final class TextTraining {

  private final ImdbConfig config;
  private final ClusterConfig cluster;
  private final LabelledShards data;
  private final TrainingRun run;
  private final RunDirectory directory;
  private final TextClasses classes;
  private final TextLearner learner;

  /**
   * Takes the data.
   *
   * @param config the configuration
   * @param cluster how to train on the cluster
   * @param data the shards
   * @param run the run
   */
  public TextTraining(
      ImdbConfig config, ClusterConfig cluster, LabelledShards data, TrainingRun run) {
    this.config = config;
    this.cluster = cluster;
    this.data = data;
    this.run = run;
    this.directory = run.directory();
    this.classes =
        config.training().classWeights() == ClassWeighting.BALANCED
            ? data.classes().balanced(data.trainCounts())
            : data.classes();
    this.learner =
        new TextLearner(
            config, classes, data.vocabulary().size(), cluster.rows(config.training().batchSize()));
  }

  /**
   * Trains, resuming from the saved checkpoint if there is one, and tests the weights of the best
   * epoch once.
   *
   * @return the results
   */
  public TextTrainingReport run() {
    Optional<Checkpoint<ComputationGraph>> saved = Checkpoint.ofComputationGraph(directory);
    saved.ifPresent(
        checkpoint ->
            SavedNetworks.requireLayers(
                directory,
                checkpoint.network(),
                ImdbNetwork.configuration(config, data.vocabulary().size(), classes)));
    ComputationGraph network = saved.map(Checkpoint::network).orElseGet(this::initial);
    Provenance begun =
        cluster.begin(
            run, config, config.training().seed(), data.name(), data.checksum(), data.vocabulary());
    directory.writeJson(TextClasses.FILE, classes);
    int perShard = Math.toIntExact((data.trainTexts() / cluster.shards() - 1) / learner.rows() + 1);
    ClusterUpdates updates =
        new ClusterUpdates(network, learner, data.train(), perShard, cluster.averageEvery());
    describe(network, updates);
    Trial trial = run.trial();
    Monitor monitor = config.training().monitor().monitor();
    Training<ComputationGraph> training =
        new Training<>(network, trial.of(updates), this::validate, monitor)
            .averaging(cluster.decay(config.training().averaging()));
    TrainingResult result =
        training.resume(
            run.from(saved),
            trial.epochs(config.training().epochs()),
            run.listeners(
                new Progress(
                    run.console(),
                    run.story(),
                    new EpochFigures(),
                    "step",
                    trial.minibatches(updates.stepsPerEpoch())),
                new UpdatesCsv(directory),
                new MetricsCsv(directory),
                run.earlyStopping(monitor, config.training().patience(), TrainingRun.ONLY)));
    updates.costs().printTo(run.story());
    run.validated(monitor, List.of(result));
    ComputationGraph best = SavedNetworks.computationGraph(directory, RunDirectory.BEST);
    Evaluation test = evaluated(best, data.test());
    EpochCurve.draw(run, result);
    Map<String, Double> metrics = new LinkedHashMap<>();
    test.all().forEach((name, value) -> metrics.put("test_" + name, value));
    directory.writeJson(RunDirectory.PROVENANCE, begun.finished(result.epochSeconds(), metrics));
    return report(network.numParams(), result, test);
  }

  private ComputationGraph initial() {
    ComputationGraph network = learner.network();
    if (config.network().wordVectors() == WordVectors.LOG_COUNT_RATIO) {
      ImdbNetwork.startAtRatios(
          network,
          WordCounts.of(data.train(), classes.size(), data.vocabulary().size())
              .logCountRatios(classes.isBinary()));
    }
    return network;
  }

  private void describe(ComputationGraph network, ClusterUpdates updates) {
    run.story()
        .printf(
            Locale.ROOT,
            "Vocabulary: %,d tokens; network: %,d parameters; %s%n",
            data.vocabulary().size(),
            network.numParams(),
            cluster.text("texts", learner.rows(), updates.stepsPerEpoch()));
    LayerTable.of(network).lines().forEach(run.story()::println);
  }

  private Map<String, Double> validate(ComputationGraph network) {
    return evaluated(network, data.validation()).monitored();
  }

  /** Predicts the texts where they are; only the probabilities come to the driver. */
  private Evaluation evaluated(ComputationGraph network, JavaRDD<Shard> texts) {
    TextLearner sent = learner;
    List<TextLearner.Predicted> parts = Floats.onShards(network, texts, sent::predicted);
    return Evaluation.of(
        parts.stream().flatMap(part -> Arrays.stream(part.probabilities)).toArray(double[][]::new),
        parts.stream().flatMapToInt(part -> Arrays.stream(part.labels)).toArray());
  }

  private TextTrainingReport report(long parameters, TrainingResult result, Evaluation test) {
    return new TextTrainingReport(
        directory.folder().toString(),
        data.name(),
        data.checksum(),
        data.trainTexts(),
        data.validationTexts(),
        data.testTexts(),
        data.vocabulary().size(),
        parameters,
        cluster.shards(),
        cluster.averageEvery(),
        result.epochs().size(),
        result.best().epoch(),
        result.stopReason(),
        result.epochSeconds(),
        result.epochs().get(result.epochs().size() - 1).training().tokensPerSecond(),
        classes.names(),
        test);
  }
}
