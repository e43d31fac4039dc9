package io.github.rnn4j.imdb.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.batch.BucketIterator;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.batch.LabelledSequence;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import io.github.rnn4j.datasets.reviews.Polarity;
import io.github.rnn4j.datasets.reviews.ReviewRecordReader;
import io.github.rnn4j.datasets.reviews.SyntheticReviewConfig;
import io.github.rnn4j.datasets.reviews.SyntheticReviews;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.loop.Minibatches;
import io.github.rnn4j.loop.Monitor;
import io.github.rnn4j.loop.Training;
import io.github.rnn4j.text.Vocabulary;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class ReviewIteratorsTest {

  private static final DataConfig DATA = Configs.data(DataConfig.SYNTHETIC, 0);

  /** Reviews that are in memory. */
  private record Listed(List<LabelledText> reviews) implements LabelledTextSource {
    @Override
    public String name() {
      return "listed";
    }

    @Override
    public URI uri() {
      return URI.create("test:listed");
    }

    @Override
    public List<String> classes() {
      return Polarity.NAMES;
    }

    @Override
    public Stream<LabelledText> stream() {
      return reviews.stream();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = InputForm.class,
      names = {"EMBEDDING", "ONE_HOT"})
  void iteratorOfDeeplearning4jTrainsTheSameNetworkToTheSameWeights(InputForm input) {
    List<LabelledText> all =
        new SyntheticReviews(SyntheticReviewConfig.standard(10, 1)).stream().toList();
    Vocabulary vocabulary = ReviewEncoder.vocabulary(DATA, all.stream().map(LabelledText::text));
    ReviewEncoder encoder = new ReviewEncoder(DATA, vocabulary, 0);
    Listed shortestFirst = new Listed(shortestFirst(all, encoder));
    List<LabelledSequence> sequences =
        shortestFirst.stream()
            .map(review -> encoder.encode(review.text()).labelled(review.label()))
            .toList();
    BatchOptions options = BatchOptions.of(input.encoding(vocabulary.size())).withBatchSize(4);

    ComputationGraph own =
        trained(input, vocabulary, BucketIterator.evaluation(sequences, options));
    ComputationGraph ofDeeplearning4j =
        trained(
            input,
            vocabulary,
            ReviewIterators.inReaderOrder(
                () -> new ReviewRecordReader(shortestFirst), encoder, options));

    assertThat(ofDeeplearning4j.params().toFloatVector())
        .containsExactly(own.params().toFloatVector());
  }

  /** This is also the order in which the project's iterator for evaluation reads them. */
  private static List<LabelledText> shortestFirst(
      List<LabelledText> reviews, ReviewEncoder encoder) {
    return reviews.stream()
        .sorted(Comparator.comparingInt(review -> encoder.encode(review.text()).tokens()))
        .toList();
  }

  private static ComputationGraph trained(
      InputForm input, Vocabulary vocabulary, DataSetIterator minibatches) {
    ImdbConfig config =
        Configs.of(Configs.network(input, Cell.LSTM, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1));
    ComputationGraph network = ImdbNetwork.build(config, vocabulary.size(), TextClasses.POLARITY);
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
}
