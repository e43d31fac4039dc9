package io.github.rnn4j.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.batch.BatchOptions;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.TextEncoder;
import io.github.rnn4j.charlm.data.TextIterators;
import io.github.rnn4j.charlm.model.LanguageNetwork;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import io.github.rnn4j.datasets.reviews.ReviewRecordReader;
import io.github.rnn4j.datasets.reviews.SyntheticReviewConfig;
import io.github.rnn4j.datasets.reviews.SyntheticReviews;
import io.github.rnn4j.datasets.series.TimeSeries;
import io.github.rnn4j.datasets.series.known.SineSeries;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.TextRecordReader;
import io.github.rnn4j.datasets.text.TextRecordReader.Unit;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.EncodedData;
import io.github.rnn4j.imdb.data.ImdbData;
import io.github.rnn4j.imdb.data.ReviewEncoder;
import io.github.rnn4j.imdb.data.ReviewIterators;
import io.github.rnn4j.imdb.model.ImdbNetwork;
import io.github.rnn4j.imdb.model.ReviewBatches;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.timeseries.config.SeriesConfig;
import io.github.rnn4j.timeseries.data.SeriesIterators;
import io.github.rnn4j.timeseries.data.SeriesTensors;
import io.github.rnn4j.timeseries.model.SeriesNetwork;
import io.github.rnn4j.timeseries.preparation.Preparation;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Compiles and runs the code of the page about DataVec. The tests of the applications check that
 * the weights are those of the project's own iterators.
 */
class DatavecExamplesTest {

  @Test
  void reviewsAreReadByDeeplearning4j() {
    ImdbConfig config = io.github.rnn4j.imdb.config.Preset.DEMO.config();
    LabelledTextSource reviews = new SyntheticReviews(SyntheticReviewConfig.standard(20, 1));

    ImdbData data = ImdbData.of("my reviews", new ReviewRecordReader(reviews), 0, 1);
    Vocabulary vocabulary = EncodedData.of(config.data(), data).vocabulary();
    ReviewEncoder encoder = new ReviewEncoder(config.data(), vocabulary, 200); // at most 200 words
    BatchOptions options = new ReviewBatches(config, vocabulary.size(), data.classes()).training();

    ComputationGraph network = ImdbNetwork.build(config, vocabulary.size(), data.classes());
    network.fit(
        ReviewIterators.inReaderOrder(() -> new ReviewRecordReader(reviews), encoder, options));

    assertThat(network.getIterationCount()).isEqualTo(1);
  }

  @Test
  void linesAreReadByDeeplearning4j() {
    String text = IntStream.range(1, 26).mapToObj("a"::repeat).collect(Collectors.joining("\n"));
    TextSource names = PlainText.standardInput(new ByteArrayInputStream(text.getBytes(UTF_8)));

    CharlmConfig config = io.github.rnn4j.charlm.config.Preset.SMALL.config().ofLines();

    Corpus corpus = Corpus.of("my names", new TextRecordReader(names, Unit.LINE), config.data());
    int size = corpus.vocabulary().size();
    TextIterators iterators =
        new TextIterators(
            config.training(),
            LanguageNetwork.features(config, size),
            LanguageNetwork.targets(size));

    MultiLayerNetwork network = LanguageNetwork.build(config, size);
    network.fit(
        iterators.inReaderOrder(
            new TextRecordReader(names, Unit.LINE),
            new TextEncoder(config.data(), corpus.vocabulary())));

    assertThat(network.getIterationCount()).isEqualTo(1);
  }

  @Test
  void preparedSeriesIsReadByDeeplearning4j() {
    SeriesConfig config = io.github.rnn4j.timeseries.config.Preset.DEMO.config();

    TimeSeries series = SineSeries.noisy(200, 1); // or SeriesRecords.read with your own reader
    Preparation preparation =
        Preparation.fit(config.preparation(), series, config.network().stepsAhead(), List.of());
    SeriesTensors tensors = new SeriesTensors(preparation, series, series.length());
    DataSet streams = tensors.streams(4, new Random(1));
    SequenceRecordReader steps = SeriesIterators.reader(streams);
    int features = preparation.features(); // C
    int labels = preparation.variables().size() * preparation.ahead(); // V K

    MultiLayerNetwork network = SeriesNetwork.build(config, preparation, 1);
    network.fit(SeriesIterators.ofReader(steps, 4, features, labels));

    assertThat(network.getIterationCount()).isPositive();
  }
}
