package io.github.rnn4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The minibatches as DL4J uses them. */
class BucketIteratorNetworkTest {

  private static final BatchOptions OPTIONS =
      BatchOptions.of(new FeatureEncoding.Indices(RandomSequences.VOCABULARY_SIZE))
          .withBatchSize(16);

  private final List<LabelledSequence> sequences = separableSequences();

  @Test
  void predictionsInCallerOrderDoNotDependOnTheBatchSize() {
    MultiLayerNetwork network = network();

    double[] oneByOne = predict(network, OPTIONS.withBatchSize(1));
    double[] together = predict(network, OPTIONS);

    assertThat(together).containsExactly(oneByOne, within(1e-6));
    assertThat(Arrays.stream(oneByOne).distinct().count()).isGreaterThan(20);
  }

  @Test
  void fitAndEvaluateOfDl4jTakeTheIterator() {
    MultiLayerNetwork network = network();
    BucketIterator training = BucketIterator.training(sequences, OPTIONS, 7);
    BucketIterator evaluation = BucketIterator.evaluation(sequences, OPTIONS);
    Evaluation before = network.evaluate(evaluation);

    network.fit(training.prefetched(2), 10);
    Evaluation after = network.evaluate(evaluation);

    assertThat(before.accuracy()).isLessThan(0.9);
    assertThat(after.accuracy()).isEqualTo(1);
  }

  /**
   * 24 sequences of 1 to 5 tokens, class 0 from the lower half of the vocabulary, 1 from the upper.
   */
  private static List<LabelledSequence> separableSequences() {
    Random random = new Random(1);
    return IntStream.range(0, 24)
        .mapToObj(
            i -> {
              int label = i % 2;
              int[] tokens = random.ints(1 + i % 5, 2 + 24 * label, 26 + 24 * label).toArray();
              return new LabelledSequence(tokens, label);
            })
        .toList();
  }

  private double[] predict(MultiLayerNetwork network, BatchOptions options) {
    BucketIterator iterator = BucketIterator.evaluation(sequences, options);
    double[] predictions = new double[sequences.size()];
    while (iterator.hasNext()) {
      DataSet minibatch = iterator.next();
      double[] rows =
          network
              .output(minibatch.getFeatures(), false, minibatch.getFeaturesMaskArray(), null)
              .toDoubleVector();
      int[] indices = iterator.indices();
      for (int b = 0; b < indices.length; b++) {
        predictions[indices[b]] = rows[b];
      }
    }
    return predictions;
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.05))
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(RandomSequences.VOCABULARY_SIZE)
                        .nOut(8)
                        .outputDataFormat(RNNFormat.NCW)
                        .inferInputLength(true)
                        .build())
                .layer(new LastTimeStep(new LSTM.Builder().nOut(16).build()))
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.XENT)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build())
                .setInputType(InputType.recurrent(RandomSequences.VOCABULARY_SIZE, RNNFormat.NCW))
                .build());
    network.init();
    return network;
  }
}
