package io.github.rnn4j.charlm.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.FeatureEncoding;
import io.github.rnn4j.batch.NextToken;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.TrainingConfig;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.Text;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class TextIteratorsTest {

  private static final DataConfig DATA =
      new DataConfig("-", Unit.LINE, Tokens.CHARACTER, 0, 0, Split.NONE, true);
  private static final TrainingConfig TRAINING = Preset.SMALL.config().training();

  /**
   * Shortest first: the order in which the project's iterator for evaluation reads them. They are
   * read in lower case.
   */
  private static final List<String> NAMES = List.of("ab", "Aba", "bbA", "ABBA", "babab");

  private static RecordReader names() {
    return new CollectionRecordReader(
        NAMES.stream().<List<Writable>>map(name -> List.of(new Text(name))).toList());
  }

  private static CharlmConfig config(TokenInput input) {
    NetworkConfig network =
        new NetworkConfig(
            input,
            3,
            Cell.GRU,
            Recurrence.HIDDEN_TO_HIDDEN,
            HiddenActivation.TANH,
            RecurrentWeights.ORTHOGONAL,
            1,
            4,
            0,
            0,
            OutputWeights.OWN);
    return new CharlmConfig(DATA, network, TRAINING);
  }

  @ParameterizedTest
  @EnumSource
  void iteratorOfDeeplearning4jTrainsTheSameNetworkToTheSameWeights(TokenInput input) {
    CharlmConfig config = config(input);
    Corpus corpus = Corpus.of("names", names(), DATA);
    int size = corpus.vocabulary().size();
    FeatureEncoding features = LanguageNetwork.features(config, size);
    FeatureEncoding targets = LanguageNetwork.targets(size);
    BatchOptions options = BatchOptions.of(features).withBatchSize(TRAINING.batchSize());

    MultiLayerNetwork own =
        trained(config, size, NextToken.evaluation(corpus.train().sequences(), options, targets));
    MultiLayerNetwork ofDeeplearning4j =
        trained(
            config,
            size,
            new TextIterators(TRAINING, features, targets)
                .inReaderOrder(names(), new TextEncoder(DATA, corpus.vocabulary())));

    assertThat(ofDeeplearning4j.params().toFloatVector())
        .containsExactly(own.params().toFloatVector());
  }

  private static MultiLayerNetwork trained(
      CharlmConfig config, int vocabularySize, DataSetIterator minibatches) {
    MultiLayerNetwork network = LanguageNetwork.build(config, vocabularySize);
    float[] before = network.params().toFloatVector();
    new Training<>(
            network,
            Minibatches.of(minibatches),
            none -> Map.of("loss", 0.0),
            Monitor.lowest("loss"))
        .run(2);
    assertThat(network.params().toFloatVector()).isNotEqualTo(before);
    return network;
  }

  /** Large vocabularies have indices as labels. */
  @Test
  void labelsOfIndexTargetsAreTheNextTokens() {
    Corpus corpus = Corpus.of("names", names(), DATA);
    FeatureEncoding indices = new FeatureEncoding.Indices(corpus.vocabulary().size());

    DataSetIterator minibatches =
        new TextIterators(TRAINING, indices, indices)
            .inReaderOrder(names(), new TextEncoder(DATA, corpus.vocabulary()));

    int[] first = corpus.train().sequences().get(0); // <bos> a b <eos>
    assertThat(Stream.of(minibatches.next()))
        .allSatisfy(
            minibatch -> {
              assertThat(minibatch.getLabels().shape()).containsExactly(5, 1, 6);
              for (int t = 0; t < 3; t++) {
                assertThat(minibatch.getFeatures().getInt(0, 0, t)).isEqualTo(first[t]);
                assertThat(minibatch.getLabels().getInt(0, 0, t)).isEqualTo(first[t + 1]);
              }
              assertThat(minibatch.getFeaturesMaskArray().getRow(0).toFloatVector())
                  .containsExactly(1, 1, 1, 0, 0, 0);
            });
  }
}
