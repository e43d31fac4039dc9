package io.github.rnn4j.imdb.training;

import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.cli.train.InitialWeights;
import io.github.rnn4j.cli.train.Progress;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.config.WordVectors;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ReviewIterators;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.imdb.model.Classifier;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.Members;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.imdb.model.TrainingAccuracy;
import io.github.rnn4j.imdb.ngram.LogCountRatio;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Trains one network of a run, resuming from its checkpoint if there is one. */
final class MemberTraining {

  private final ImdbConfig config;
  private final EncodedData data;
  private final TextClasses classes;
  private final TrainingRun run;
  private final int member;
  private final RunDirectory folder;
  private final ReviewBatches batches;
  private final Optional<Checkpoint<ComputationGraph>> saved;

  /**
   * Looks for a checkpoint.
   *
   * @param config the configuration of the run
   * @param data the texts, of which {@link EncodedData#validation} choose the best epoch
   * @param classes the classes, with their weights
   * @param run the run, which may have several networks
   * @param member the number of this network, from 1 on
   */
  MemberTraining(
      ImdbConfig config, EncodedData data, TextClasses classes, TrainingRun run, int member) {
    this.config = config.ofMember(member);
    this.data = data;
    this.classes = classes;
    this.run = run;
    this.member = member;
    this.folder = Members.folder(run.directory(), member);
    int tokens = data.vocabulary().size();
    this.batches = new ReviewBatches(config, tokens, classes);
    this.saved = Checkpoint.ofComputationGraph(folder);
    saved.ifPresent(
        checkpoint ->
            SavedNetworks.requireLayers(
                folder, checkpoint.network(), ImdbNetwork.configuration(config, tokens, classes)));
  }

  /** Returns the network before training, or as it was saved. */
  ComputationGraph start() {
    return saved.map(Checkpoint::network).orElseGet(this::initial);
  }

  /** Returns the minibatches of the first epoch; the caller closes them. */
  BucketIterator minibatches() {
    BucketIterator minibatches =
        ReviewIterators.training(
            data.train(), batches.training(data.train()), config.training().seed());
    minibatches.setEpoch(1);
    return minibatches;
  }

  /** Trains the network, and saves the weights of its best epoch. */
  TrainingResult train(ComputationGraph network, BucketIterator minibatches) {
    TrainingAccuracy accuracy = new TrainingAccuracy();
    network.setListeners(accuracy);
    Minibatches order =
        epoch -> {
          minibatches.setEpoch(epoch);
          return minibatches;
        };
    Trial trial = run.trial();
    Monitor monitor = config.training().monitor().monitor();
    Training<ComputationGraph> training =
        new Training<>(network, trial.of(order), this::validate, monitor)
            .gradientNorm(config.training().gradientNorm())
            .averaging(config.training().averaging())
            .counting(EpochFigures.CORRECT, accuracy::correct);
    int perEpoch = trial.minibatches(minibatches.minibatches());
    int members = config.network().members();
    return training.resume(
        run.from(saved),
        trial.epochs(config.training().epochs()),
        run.listeners(
            folder,
            members - member + 1,
            members == 1 ? "network" : "network " + member,
            new Progress(run.console(), run.story(), new EpochFigures(), perEpoch),
            new UpdatesCsv(folder),
            new MetricsCsv(folder),
            run.earlyStopping(monitor, config.training().patience(), run.nameOf(folder))));
  }

  /** Predicts the texts that choose the best epoch with its weights, [N][K]. */
  double[][] heldOut() {
    ComputationGraph best = SavedNetworks.computationGraph(folder, RunDirectory.BEST);
    return new Classifier(List.of(best), batches)
        .probabilities(EncodedData.Whole.tokens(data.validation()));
  }

  private Map<String, Double> validate(ComputationGraph network) {
    return new Classifier(List.of(network), batches).measure(data.validation()).monitored();
  }

  /**
   * Takes the weights of the run that is started from; with other classes, all but the output's.
   */
  private ComputationGraph initial() {
    RunDirectory directory = run.directory();
    boolean same = TextClasses.initial(directory).names().equals(classes.names());
    ComputationGraph network = ImdbNetwork.build(config, data.vocabulary().size(), classes);
    if (config.network().input() == InputForm.EMBEDDING
        && config.network().wordVectors() == WordVectors.LOG_COUNT_RATIO) {
      ImdbNetwork.startAtRatios(network, ratios());
    }
    return InitialWeights.into(
        network,
        directory,
        SavedNetworks::computationGraph,
        name -> !same && name.startsWith(ImdbNetwork.OUTPUT + "_"));
  }

  /** Returns the log-count ratios of the words for each output, [outputs][V]. */
  private double[][] ratios() {
    List<int[]> texts = EncodedData.Whole.tokens(data.whole().train());
    int[] labels = data.train().stream().mapToInt(LabelledSequence::label).toArray();
    return IntStream.range(0, classes.outputs())
        .map(output -> classes.isBinary() ? 1 : output)
        .mapToObj(label -> LogCountRatio.ofWords(texts, labels, label, data.vocabulary().size()))
        .toArray(double[][]::new);
  }
}
