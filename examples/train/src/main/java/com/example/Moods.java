package com.example;

import static io.github.rnn4j.run.RunDirectory.BEST;
import static io.github.rnn4j.run.RunDirectory.VOCABULARY;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.packed.PackedLstm;
import io.github.rnn4j.layer.packed.SequenceResult;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.loop.TrainingResult;
import io.github.rnn4j.metric.BinaryMetrics;
import io.github.rnn4j.run.Checkpoints;
import io.github.rnn4j.run.MetricsCsv;
import io.github.rnn4j.run.RunDirectory;
import io.github.rnn4j.run.SavedNetworks;
import io.github.rnn4j.run.SavedVocabulary;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Tokenizer;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Classifies sentences as glad or sad. It trains into the folder of a run and opens the model from
 * there.
 */
final class Moods {
  private static final Tokenizer TOKENIZER = Tokenizer.named("review");
  private static final Set<SpecialToken> SPECIALS =
      Set.of(SpecialToken.PADDING, SpecialToken.UNKNOWN);

  private final Vocabulary vocabulary;
  private final MultiLayerNetwork network;

  private Moods(Vocabulary vocabulary, MultiLayerNetwork network) {
    this.vocabulary = vocabulary;
    this.network = network;
  }

  /** Trains on sentences and their labels, 1 for glad and 0 for sad. */
  static TrainingResult train(Map<String, Integer> labelled, int epochs, RunDirectory run) {
    VocabularyBuilder counts = Vocabulary.builder(SPECIALS);
    labelled.keySet().forEach(text -> counts.count(TOKENIZER.tokenize(text)));
    Vocabulary vocabulary = counts.build(VocabularyLimits.NONE);
    run.write(VOCABULARY, vocabulary::writeTo);

    List<LabelledSequence> sequences = new ArrayList<>();
    labelled.forEach((text, label) -> sequences.add(sequence(vocabulary, text, label)));
    BucketIterator minibatches =
        BucketIterator.training(sequences, options(vocabulary).withBatchSize(4), 1);
    MultiLayerNetwork network = network(vocabulary.size());
    return new Training<>(
            network,
            Minibatches.of(minibatches),
            trained -> measure(new Moods(vocabulary, network), labelled),
            Monitor.lowest("loss"))
        .run(epochs, new Checkpoints(run), new MetricsCsv(run));
  }

  /** Opens a trained model. */
  static Moods open(RunDirectory run) {
    return new Moods(SavedVocabulary.of(run, SPECIALS), SavedNetworks.multiLayerNetwork(run, BEST));
  }

  /** The probability that a sentence is glad. */
  double probability(String text) {
    List<LabelledSequence> one = List.of(sequence(vocabulary, text, 0));
    DataSet minibatch = BucketIterator.evaluation(one, options(vocabulary)).next();
    INDArray output =
        network.output(
            minibatch.getFeatures(), false, minibatch.getFeaturesMaskArray(), null); // [1, 1]
    return output.getDouble(0);
  }

  private static Map<String, Double> measure(Moods moods, Map<String, Integer> labelled) {
    double[] probabilities = labelled.keySet().stream().mapToDouble(moods::probability).toArray();
    int[] labels = labelled.values().stream().mapToInt(label -> label).toArray();
    BinaryMetrics metrics = BinaryMetrics.of(probabilities, labels);
    return Map.of("loss", metrics.logLoss(), "accuracy", metrics.accuracy());
  }

  private static LabelledSequence sequence(Vocabulary vocabulary, String text, int label) {
    return new LabelledSequence(vocabulary.encode(TOKENIZER.tokenize(text)), label);
  }

  private static BatchOptions options(Vocabulary vocabulary) {
    return BatchOptions.of(new FeatureEncoding.Indices(vocabulary.size()));
  }

  private static MultiLayerNetwork network(int vocabularySize) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.02))
            .list()
            .layer(new TokenEmbedding.Builder().nIn(vocabularySize).nOut(8).build())
            .layer(new PackedLstm.Builder().nOut(8).result(SequenceResult.LAST_STATE).build())
            .layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nOut(1)
                    .activation(Activation.SIGMOID)
                    .build())
            .setInputType(InputType.recurrent(vocabularySize))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }
}
