package io.github.rnn4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.convert.PackedNetworks;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.imdb.model.Prediction;
import io.github.rnn4j.imdb.model.TextClassifier;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.initial.InitialStateVertex;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.layer.parameter.CellParameters;
import io.github.rnn4j.layer.samediff.CellResult;
import io.github.rnn4j.layer.samediff.SameDiffRecurrentLayer;
import io.github.rnn4j.model.ModelArchive;
import io.github.rnn4j.model.ModelClasses;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.optimizer.LazyAdam;
import io.github.rnn4j.stateful.SequencePredictor;
import io.github.rnn4j.stateful.StepwiseNetwork;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.timeseries.model.Forecast;
import io.github.rnn4j.timeseries.model.Forecaster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Compiles and runs the Java code of the README and docs. {@link DocumentationTest} checks that the
 * pages show this code.
 */
class DocumentedExamplesTest {

  private final int vocabulary = 12;

  @Test
  void theNetworkOfTheReadmeLearns() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .updater(new FusedAdam(0.001)) // or any updater of Deeplearning4j
            .list()
            .layer(new TokenEmbedding.Builder().nIn(vocabulary).nOut(20).build())
            .layer(
                new PackedLstm.Builder()
                    .nIn(20)
                    .nOut(64)
                    .direction(Direction.BIDIRECTIONAL)
                    .result(SequenceResult.LAST_STATE) // [B, 128]
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nIn(128)
                    .nOut(1)
                    .activation(Activation.SIGMOID)
                    .build())
            .build();

    assertLearns(conf);
  }

  @Test
  void theNetworkOfTheImportingPageLearns() {
    MultiLayerConfiguration conf =
        new NeuralNetConfiguration.Builder()
            .seed(42)
            .updater(new FusedAdam(0.001)) // or any updater of Deeplearning4j
            .list()
            .layer(
                new TokenEmbedding.Builder()
                    .nIn(vocabulary)
                    .nOut(20)
                    .updater(new LazyAdam(0.001))
                    .build())
            .layer(
                new PackedLstm.Builder()
                    .nIn(20)
                    .nOut(64)
                    .direction(Direction.BIDIRECTIONAL)
                    .result(SequenceResult.LAST_STATE) // [B, 128]
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nIn(128)
                    .nOut(1)
                    .activation(Activation.SIGMOID)
                    .build())
            .build();

    assertLearns(conf);
  }

  @Test
  void minibatchesOfSequencesTrainANetwork() {
    MultiLayerNetwork network = new MultiLayerNetwork(smallNetwork());
    network.init();

    List<LabelledSequence> sequences = new ArrayList<>();
    sequences.add(new LabelledSequence(new int[] {4, 1, 7, 7, 2}, 1)); // token indices and label
    sequences.add(new LabelledSequence(new int[] {4, 3}, 0));

    BatchOptions options =
        BatchOptions.of(new FeatureEncoding.Indices(vocabulary)).withBatchSize(32);
    network.fit(BucketIterator.training(sequences, options, 42), 10); // seed 42, 10 epochs

    assertThat(network.getIterationCount()).isEqualTo(10);
    assertThat(network.getEpochCount()).isEqualTo(10);
  }

  private MultiLayerConfiguration smallNetwork() {
    return new NeuralNetConfiguration.Builder()
        .updater(new FusedAdam(0.001))
        .list()
        .layer(new TokenEmbedding.Builder().nIn(vocabulary).nOut(3).build())
        .layer(new PackedLstm.Builder().nIn(3).nOut(4).result(SequenceResult.LAST_STATE).build())
        .layer(
            new OutputLayer.Builder(LossFunction.XENT)
                .nIn(4)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build())
        .build();
  }

  private void assertLearns(MultiLayerConfiguration conf) {
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    DataSet data = sequences();
    double before = network.score(data);

    for (int update = 0; update < 30; update++) {
      network.fit(data);
    }

    assertThat(network.score(data)).isLessThan(before / 2);
  }

  /** Positive sequences have tokens below 6, negative ones tokens from 6 on. */
  private DataSet sequences() {
    List<LabelledSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int[] tokens = new int[3 + i % 4];
      Arrays.setAll(tokens, t -> t);
      int label = i % 2;
      sequences.add(
          new LabelledSequence(Arrays.stream(tokens).map(t -> t + 6 * label).toArray(), label));
    }
    BatchOptions options = BatchOptions.of(new FeatureEncoding.Indices(vocabulary));
    return BucketIterator.evaluation(sequences, options).next();
  }

  @Test
  void aNetworkIsConvertedTrainedAndConvertedBack(@TempDir Path folder) throws IOException {
    File file = folder.resolve("network.zip").toFile();
    MultiLayerNetwork original = dl4jNetwork();
    original.save(file, true);
    DataSet data = new DataSet(Nd4j.rand(2, 4, 5), Nd4j.rand(2, 4, 5));

    MultiLayerNetwork fast = PackedNetworks.fromDl4j(MultiLayerNetwork.load(file, true));
    fast.fit(data);
    PackedNetworks.toDl4j(fast).save(file, true);

    MultiLayerNetwork saved = MultiLayerNetwork.load(file, true);
    assertThat(saved.getLayer(0).conf().getLayer()).isInstanceOf(LSTM.class);
    assertThat(saved.params()).isNotEqualTo(original.params());
  }

  private static MultiLayerNetwork dl4jNetwork() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(4).nOut(3).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(3)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  @Test
  void aNetworkPredictsWholeSequences() {
    MultiLayerNetwork network = new MultiLayerNetwork(smallNetwork());
    network.init();

    SequencePredictor predictor = SequencePredictor.of(network);
    float[][] probabilities = predictor.predict(new int[][] {{4, 1, 7, 7, 2}, {4, 3}}); // [2][1]

    assertThat(probabilities).hasDimensions(2, 1);
    assertThat(probabilities[0][0]).isBetween(0f, 1f).isNotEqualTo(probabilities[1][0]);
  }

  @Test
  void aNetworkGivesProbabilitiesStepByStep() {
    MultiLayerNetwork network = PackedNetworks.fromDl4j(dl4jNetwork());
    int token = 1;

    StepwiseNetwork stepwise = StepwiseNetwork.of(network);
    StepwiseNetwork.State state = stepwise.start();
    float[] probabilities = stepwise.step(token, state);

    assertThat(probabilities).hasSize(4);
    assertThat((double) Nd4j.createFromArray(probabilities).sumNumber().floatValue())
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void aNetworkWithACellOfYourOwnIsOpened(@TempDir Path folder) throws IOException {
    MultiLayerNetwork saved =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new MyCell.Builder().nIn(4).nOut(3).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    saved.init();
    Path file = folder.resolve("model.zip");
    saved.save(file.toFile());

    ModelClasses classes = ModelClasses.standard().plus(MyCell.class);
    MultiLayerNetwork network = ModelArchive.multiLayerNetwork(file, classes);

    INDArray input = Nd4j.rand(2, 4, 5);
    assertThat(network.output(input)).isEqualTo(saved.output(input));
  }

  /** A cell whose step is that of the page. */
  static final class MyCell extends SameDiffRecurrentLayer {

    private MyCell() {}

    private MyCell(Builder builder) {
      super(builder);
      initializeConstraints(builder);
    }

    @Override
    public CellParameters cellParameters() {
      return new CellParameters()
          .inputWeight("W", nIn, nOut)
          .recurrentWeight("RW", nOut, nOut)
          .bias("b", nOut);
    }

    @Override
    public Map<String, Long> stateSizes() {
      return Map.of("h", nOut);
    }

    @Override
    public CellResult step(
        SameDiff sd,
        SDVariable x,
        Map<String, SDVariable> state,
        Map<String, SDVariable> parameters) {
      SDVariable z = x.mmul(parameters.get("W")).add(state.get("h").mmul(parameters.get("RW")));
      SDVariable h = sd.math().tanh(z.add(parameters.get("b"))); // [B, H]
      return new CellResult(h, Map.of("h", h));
    }

    @SuppressWarnings("unchecked")
    static final class Builder extends SameDiffRecurrentLayer.Builder<Builder> {
      @Override
      public MyCell build() {
        return new MyCell(this);
      }
    }
  }

  @Test
  void anEncoderAndADecoderAreConnected() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().graphBuilder().addInputs("source", "target");
    graph.addLayer(
        "encoder",
        new PackedLstm.Builder()
            .nIn(20)
            .nOut(64)
            .result(SequenceResult.LAST_STATE_AND_CELL)
            .build(),
        "source"); // [B, 128]
    InitialStateVertex.addLayer(
        graph, "decoder", new PackedLstm.Builder().nIn(12).nOut(64).build(), "target", "encoder");
    graph.addLayer("next", new SequenceOutput.Builder().nIn(64).nOut(12).build(), "decoder");
    graph.setOutputs("next");

    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    INDArray output = network.output(Nd4j.rand(3, 20, 5), Nd4j.rand(3, 12, 7))[0];
    assertThat(output.shape()).containsExactly(3, 12, 7);
  }

  @Test
  void aRunPredictsFromJava() {
    Path run = TrainedRun.other(Program.IMDB).folder();

    TextClassifier classifier = TextClassifier.open(run);
    Prediction prediction = classifier.predict("Dull at first, but wonderful in the end.");
    classifier.close(); // when no thread needs it any more

    assertThat(prediction.probabilities().get(prediction.label())).isBetween(0.5, 1.0);
  }

  @Test
  void aRunWritesTextFromJava() {
    Path run = TrainedRun.other(Program.CHARLM).folder();

    LanguageModel model = LanguageModel.open(run);
    String text = model.write("The island", 200, SamplingOptions.PLAIN, 1); // 200 tokens, seed 1

    assertThat(text).hasSize(200);
    model.close();
  }

  @Test
  void aRunForecastsFromJava() {
    Path run = TrainedRun.other(Program.TIMESERIES).folder();

    Forecaster forecaster = Forecaster.open(run);
    List<Forecast> forecasts = forecaster.forecast(12); // 12 steps

    Path table = run.resolve("series.csv"); // that of the run itself
    TimeSeries newer = forecaster.read(table); // a file with newer values
    List<Forecast> later = forecaster.forecast(newer, 12);

    assertThat(forecasts).hasSize(12);
    assertThat(later).isEqualTo(forecasts);
    forecaster.close();
  }
}
