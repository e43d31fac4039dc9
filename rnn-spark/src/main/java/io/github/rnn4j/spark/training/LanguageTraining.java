package io.github.rnn4j.spark.training;

import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.charlm.training.EpochCurve;
import io.github.rnn4j.charlm.training.EpochFigures;
import io.github.rnn4j.charlm.training.TrainingSession;
import io.github.rnn4j.charlm.training.UpdatePlan;
import io.github.rnn4j.cli.train.Progress;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.NetworkCounters;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.spark.data.LanguageShards;
import io.github.rnn4j.spark.data.Shard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains and tests a language model on a cluster. Everything that it saves is in the run folder.
 */
public final class LanguageTraining {

  private final CharlmConfig config;
  private final ClusterConfig cluster;
  private final LanguageShards data;
  private final TrainingRun run;
  private final RunDirectory directory;
  private final LanguageLearner learner;

  /**
   * Takes the data.
   *
   * @param config the configuration
   * @param cluster how to train on the cluster
   * @param data the shards
   * @param run the run
   */
  public LanguageTraining(
      CharlmConfig config, ClusterConfig cluster, LanguageShards data, TrainingRun run) {
    this.config = config;
    this.cluster = cluster;
    this.data = data;
    this.run = run;
    this.directory = run.directory();
    int rows = cluster.rows(config.training().batchSize());
    int perEpoch = config.training().updatesPerEpoch();
    this.learner =
        new LanguageLearner(
            config,
            data.vocabulary().size(),
            rows,
            perEpoch == 0 ? perPass(config, data, rows) : perEpoch);
  }

  /**
   * Checks that each shard has something to learn from, before a run exists.
   *
   * @param config the configuration of the run
   * @param data the shards
   * @throws DataException if the text is too short for the number of shards
   */
  public static void requireFit(CharlmConfig config, LanguageShards data) {
    LanguageLearner learner = new LanguageLearner(config, data.vocabulary().size(), 1, 1);
    long all = data.train().count();
    long useful = data.train().filter(learner::canLearnFrom).count();
    if (useful < all) {
      throw new DataException(
          "%s is too short to be divided into %d shards: %d of them would have nothing to learn from. Use fewer --shards%s"
              .formatted(
                  data.name(),
                  all,
                  all - useful,
                  config.data().unit() == Unit.TEXT ? ", or fewer --steps" : ""));
    }
  }

  private static int perPass(CharlmConfig config, LanguageShards data, int rows) {
    LanguageLearner counting = new LanguageLearner(config, data.vocabulary().size(), rows, 1);
    return data.train().map(counting::perPass).reduce(Math::max);
  }

  /**
   * Trains, resuming from the saved checkpoint if there is one, and tests the weights of the best
   * epoch once.
   *
   * @return the results
   */
  public LanguageTrainingReport run() {
    Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(directory);
    saved.ifPresent(
        checkpoint ->
            SavedNetworks.requireLayers(
                directory,
                checkpoint.network(),
                LanguageNetwork.configuration(config, data.vocabulary().size())));
    MultiLayerNetwork network = saved.map(Checkpoint::network).orElseGet(learner::network);
    Provenance begun =
        cluster.begin(
            run, config, config.training().seed(), data.name(), data.checksum(), data.vocabulary());
    ClusterUpdates updates =
        new ClusterUpdates(
            network, learner, data.train(), learner.perEpoch(), cluster.averageEvery());
    describe(network, updates);
    Monitor monitor = TrainingSession.monitor(true);
    Trial trial = run.trial();
    Training<MultiLayerNetwork> training =
        new Training<>(network, trial.of(updates), this::validate, monitor)
            .averaging(cluster.decay(config.training().averaging()));
    UpdatePlan plan = new UpdatePlan(config.training().updates(), learner.perEpoch());
    TrainingResult result =
        training.resume(
            run.from(saved),
            trial.epochs(plan.epochs()),
            run.listeners(
                new Progress(
                    run.console(),
                    run.story(),
                    new EpochFigures(),
                    "step",
                    trial.minibatches(updates.stepsPerEpoch())),
                UpdatesCsv.perToken(directory),
                MetricsCsv.perToken(directory),
                run.earlyStopping(monitor, config.training().patience(), TrainingRun.ONLY),
                plan.end(RunControl::networkUpdates)));
    updates.costs().printTo(run.story());
    run.validated(monitor, List.of(result));
    MultiLayerNetwork best = SavedNetworks.multiLayerNetwork(directory, RunDirectory.BEST);
    LanguageFigures test = measured(best, data.test(), Integer.MAX_VALUE);
    EpochCurve.draw(run, result, config.data().tokens().noun(), true);
    return report(network, result, test, begun);
  }

  private void describe(MultiLayerNetwork network, ClusterUpdates updates) {
    run.story()
        .printf(
            Locale.ROOT,
            "Vocabulary: %,d tokens; network: %,d parameters; %s%n",
            data.vocabulary().size(),
            LanguageNetwork.parameters(config, network),
            cluster.text("rows", learner.rows(), updates.stepsPerEpoch()));
    LanguageNetwork.layers(config, network).lines().forEach(run.story()::println);
  }

  private Map<String, Double> validate(MultiLayerNetwork network) {
    LanguageFigures measured =
        measured(
            network, data.validation(), Math.max(1, TrainingSession.VALIDATED / cluster.shards()));
    Map<String, Double> byName = new LinkedHashMap<>();
    byName.put(MetricName.NATS, measured.nats());
    byName.put(MetricName.BITS, measured.bits());
    byName.put(MetricName.PERPLEXITY, measured.perplexity());
    return byName;
  }

  /** Reads the shards where they are; only the sums come to the driver. */
  private LanguageFigures measured(MultiLayerNetwork network, JavaRDD<Shard> texts, int most) {
    LanguageLearner sent = learner;
    List<LanguageFigures> parts =
        Floats.onShards(
            network, texts, (shard, parameters) -> sent.measured(shard, parameters, most));
    long tokens = parts.stream().mapToLong(LanguageFigures::tokens).sum();
    double nats = parts.stream().mapToDouble(part -> part.nats() * part.tokens()).sum();
    return LanguageFigures.of(tokens, nats / tokens);
  }

  private LanguageTrainingReport report(
      MultiLayerNetwork network, TrainingResult result, LanguageFigures test, Provenance begun) {
    EpochEvent best = result.best();
    LanguageFigures validation =
        LanguageFigures.of(
            Math.min(data.validationTokens(), TrainingSession.VALIDATED),
            best.validation().get(MetricName.NATS));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("validation_nats", validation.nats());
    metrics.put("validation_bits", validation.bits());
    metrics.put(TrainingSession.TEST_NATS, test.nats());
    metrics.put("test_bits", test.bits());
    directory.writeJson(RunDirectory.PROVENANCE, begun.finished(result.epochSeconds(), metrics));
    return new LanguageTrainingReport(
        directory.folder().toString(),
        data.name(),
        data.checksum(),
        config.data().tokens().noun(),
        data.trainTokens(),
        data.vocabulary().size(),
        LanguageNetwork.parameters(config, network),
        cluster.shards(),
        cluster.averageEvery(),
        new NetworkCounters(network).updates(),
        result.epochs().size(),
        best.epoch(),
        result.stopReason(),
        result.epochSeconds(),
        result.epochs().get(result.epochs().size() - 1).training().tokensPerSecond(),
        validation,
        test);
  }
}
