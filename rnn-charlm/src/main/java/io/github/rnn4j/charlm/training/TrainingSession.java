package io.github.rnn4j.charlm.training;

import io.github.rnn4j.charlm.baseline.HeldOutBaselines;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.charlm.model.LanguageFigures;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.charlm.model.TextMeasure;
import io.github.rnn4j.cli.train.InitialWeights;
import io.github.rnn4j.cli.train.Progress;
import io.github.rnn4j.cli.train.TrainingRun;
import io.github.rnn4j.cli.train.Trial;
import io.github.rnn4j.layer.output.TiedWeights;
import io.github.rnn4j.loop.EpochEvent;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.RunControl;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.loop.TrainingState;
import io.github.rnn4j.metric.MetricName;
import io.github.rnn4j.run.Checkpoint;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.Provenance;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.UpdatesCsv;
import io.github.rnn4j.stateful.StreamNetwork;
import io.github.rnn4j.text.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains and tests one language model. Everything that it saves is in the run folder. */
public final class TrainingSession {

  /** The name of the training loss of an epoch, for runs without a split. */
  static final String TRAINING_NATS = "training_" + MetricName.NATS;

  /** The name of the final metric on the test set. */
  public static final String TEST_NATS = "test_" + MetricName.NATS;

  /**
   * How many tokens a validation reads at most: enough to compare epochs, whose standard error is
   * then about 0.005 nats per token, and little compared with the training of an epoch.
   */
  public static final int VALIDATED = 200_000;

  private final CharlmConfig config;
  private final Corpus corpus;
  private final Part validation;
  private final TrainingRun run;
  private final RunDirectory directory;
  private final Vocabulary vocabulary;
  private final Monitor monitor;

  public TrainingSession(CharlmConfig config, Corpus corpus, TrainingRun run) {
    this.config = config;
    this.corpus = run.trial().fastDevRun() ? corpus.oneMinibatch(config.training()) : corpus;
    this.validation = this.corpus.validation().sample(VALIDATED);
    this.run = run;
    this.directory = run.directory();
    this.vocabulary = corpus.vocabulary();
    this.monitor = monitor(!corpus.validation().isEmpty());
  }

  /**
   * Returns the metric that chooses the best epoch: the validation loss, or the training loss
   * without a split.
   */
  public static Monitor monitor(boolean heldOut) {
    return Monitor.lowest(heldOut ? MetricName.NATS : TRAINING_NATS);
  }

  /**
   * Trains, resuming from the saved checkpoint if there is one, and tests the weights of the best
   * epoch once.
   */
  public TrainingReport run() {
    Optional<Checkpoint<MultiLayerNetwork>> saved = Checkpoint.ofMultiLayerNetwork(directory);
    run.copySource(Map.of(RunDirectory.BEST, RunDirectory.INITIAL));
    MultiLayerNetwork network =
        saved.map(checkpoint -> carrying(checkpoint.network())).orElseGet(this::initial);
    Provenance begun =
        run.begin(
            config,
            config.training().seed(),
            Provenance.Data.ofSha256(corpus.name(), corpus.checksum(), corpus.synthetic()));
    directory.write(RunDirectory.VOCABULARY, vocabulary::writeTo);
    return train(network, run.from(saved), begun);
  }

  private MultiLayerNetwork initial() {
    return InitialWeights.into(
        LanguageNetwork.build(config, vocabulary.size()),
        directory,
        SavedNetworks::multiLayerNetwork);
  }

  private MultiLayerNetwork carrying(MultiLayerNetwork network) {
    LanguageNetwork.requireInput(config, network, directory);
    SavedNetworks.requireLayers(
        directory, network, LanguageNetwork.configuration(config, vocabulary.size()));
    return LanguageNetwork.carriesState(config) ? StreamNetwork.of(network) : network;
  }

  /**
   * Checks that the text is long enough for a minibatch.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireFit(CharlmConfig config, Corpus corpus) {
    MultiLayerNetwork none = null; // only the lengths are needed
    UpdatePlan.of(config.training(), UpdateSeries.of(config, corpus, none));
  }

  private TrainingReport train(MultiLayerNetwork network, TrainingState from, Provenance begun) {
    if (LanguageNetwork.tied(config)) {
      TiedWeights.tie(network);
    }
    UpdateSeries series = UpdateSeries.of(config, corpus, network);
    UpdatePlan plan = UpdatePlan.of(config.training(), series);
    run.story()
        .printf(
            Locale.ROOT,
            "Vocabulary: %,d tokens; network: %,d parameters; %,d updates (%d epochs of %,d), which"
                + " read the text %.1f times%n",
            vocabulary.size(),
            LanguageNetwork.parameters(config, network),
            plan.updates(),
            plan.epochs(),
            plan.mostPerEpoch(),
            series.readings(plan.updates()));
    if (validation.predictions() < corpus.validation().predictions()) {
      run.story()
          .printf(
              Locale.ROOT,
              "Each validation reads %,d of the %,d %ss%n",
              validation.tokens(),
              corpus.validation().tokens(),
              config.data().tokens().noun());
    }
    LanguageNetwork.layers(config, network).lines().forEach(run.story()::println);
    TrainingLoss loss = new TrainingLoss();
    TextMeasure measure = TextMeasure.besideTraining(config, vocabulary.size());
    Minibatches minibatches = epoch -> series.section(plan.updatesBefore(epoch), plan.perEpoch());
    Trial trial = run.trial();
    if (trial.equals(Trial.NONE)) {
      plan.requireWholeEpochs(from);
    }
    Training<MultiLayerNetwork> training =
        new Training<>(
                network,
                trial.of(minibatches),
                trained -> validate(trained, measure, loss),
                monitor)
            .gradientNorm(config.training().gradientNorm())
            .averaging(config.training().averaging());
    int perEpoch = trial.minibatches(plan.mostPerEpoch());
    TrainingResult result =
        training.resume(
            from,
            trial.epochs(plan.epochs()),
            run.listeners(
                new Progress(run.console(), run.story(), new EpochFigures(), perEpoch),
                loss,
                UpdatesCsv.perToken(directory),
                MetricsCsv.perToken(directory),
                epochSample(),
                run.earlyStopping(monitor, config.training().patience(), TrainingRun.ONLY),
                plan.end(RunControl::updates)));
    run.validated(monitor, List.of(result));
    return conclude(LanguageNetwork.parameters(config, network), result, begun);
  }

  private EpochSample epochSample() {
    return new EpochSample(
        new TextEncoder(config.data(), vocabulary), config.training(), prime(), run);
  }

  /**
   * Returns the beginning of samples: that of the validation set, or of the training set without a
   * split.
   */
  private String prime() {
    if (config.data().unit() != Unit.TEXT) {
      return "";
    }
    Part part = corpus.validation().isEmpty() ? corpus.train() : corpus.validation();
    List<String> tokens = config.data().tokens().of(part.text());
    return config.data().tokens().join(tokens.subList(0, Math.min(10, tokens.size())));
  }

  private Map<String, Double> validate(
      MultiLayerNetwork network, TextMeasure measure, TrainingLoss loss) {
    Map<String, Double> byName = new LinkedHashMap<>();
    if (corpus.validation().isEmpty()) {
      byName.put(TRAINING_NATS, loss.nats());
      return byName;
    }
    LanguageFigures measured = measure.measure(network, validation);
    byName.put(MetricName.NATS, measured.nats());
    byName.put(MetricName.BITS, measured.bits());
    byName.put(MetricName.PERPLEXITY, measured.perplexity());
    return byName;
  }

  private TrainingReport conclude(long parameters, TrainingResult result, Provenance begun) {
    LanguageModel model = LanguageModel.open(directory.folder());
    LanguageFigures test = corpus.test().isEmpty() ? null : model.measure(corpus.test());
    EpochEvent chosen = result.best();
    LanguageFigures training = EpochFigures.figures(chosen.training());
    LanguageFigures validation =
        this.validation.isEmpty()
            ? null
            : LanguageFigures.of(
                TextMeasure.predictedInStreams(this.validation, config.data().unit()),
                chosen.validation().get(MetricName.NATS));
    EpochCurve.draw(run, result, config.data().tokens().noun(), !corpus.validation().isEmpty());
    directory.writeJson(
        RunDirectory.PROVENANCE,
        begun.finished(result.epochSeconds(), finalMetrics(training, validation, test)));
    return new TrainingReport(
        directory.folder().toString(),
        corpus.name(),
        corpus.synthetic(),
        corpus.checksum(),
        config.data().tokens().noun(),
        corpus.train().tokens(),
        vocabulary.size(),
        parameters,
        result.epochs().stream().mapToLong(epoch -> epoch.training().minibatches()).sum(),
        result.epochs().size(),
        chosen.epoch(),
        result.stopReason(),
        result.epochSeconds(),
        training,
        validation,
        test,
        test == null ? null : new HeldOutBaselines(config.data(), corpus).of(corpus.test()),
        prime(),
        epochSample().write(model.network()));
  }

  private static Map<String, Double> finalMetrics(
      LanguageFigures training, LanguageFigures validation, LanguageFigures test) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(TRAINING_NATS, training.nats());
    if (validation != null) {
      metrics.put("validation_nats", validation.nats());
      metrics.put("validation_bits", validation.bits());
    }
    if (test != null) {
      metrics.put(TEST_NATS, test.nats());
      metrics.put("test_bits", test.bits());
    }
    return metrics;
  }
}
