package io.github.rnn4j.lessons;

import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.datasets.text.SyntheticText;
import io.github.rnn4j.datasets.text.TextRecordReader;
import io.github.rnn4j.datasets.text.TextRecordReader.Unit;
import io.github.rnn4j.datasets.text.TextSource;
import io.github.rnn4j.datasets.text.TokenSequenceReader;
import io.github.rnn4j.layer.embedding.TokenEmbedding;
import io.github.rnn4j.layer.output.SequenceOutput;
import io.github.rnn4j.layer.packed.PackedGru;
import io.github.rnn4j.optimizer.FusedAdam;
import io.github.rnn4j.text.CharacterTokenizer;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyBuilder;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.Arrays;
import java.util.Set;
import org.datavec.api.records.reader.RecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.deeplearning4j.datasets.datavec.SequenceRecordReaderDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** From a file to a trained network through DataVec: reader, sequence reader, iterator, network. */
final class Datavec {

  private static final int BATCH = 32;
  private static final int EMBEDDING = 16;
  private static final int HIDDEN = 64;

  private Datavec() {}

  static void run(Notebook page) {
    TextSource text = page.data().map(PlainText::at).orElseGet(() -> new SyntheticText(20_000, 1));
    Notebook.require(text.read().lines().filter(line -> !line.isBlank()).count(), "lines", 2);
    Vocabulary vocabulary = vocabulary(text);

    // 1. A record reader returns one record after another. Here, a record is a line.
    RecordReader lines = new TextRecordReader(text, Unit.LINE);
    page.heading("The first records: lines of " + text.name());
    for (int i = 0; i < 2 && lines.hasNext(); i++) {
      page.print("%.80s", lines.next());
    }
    lines.reset();

    // 2. A sequence reader returns records with several time steps. Here, a step is a character
    // and the next one, as numbers: what the network reads, and what it should predict.
    SequenceRecordReader characters = sequences(lines, vocabulary);
    page.heading("The first sequence: steps of [character, next character]");
    page.print("%.80s", characters.sequenceRecord());
    characters.reset();

    // 3. The iterator puts sequences into minibatches. Short ones are padded and masked.
    DataSetIterator minibatches =
        new SequenceRecordReaderDataSetIterator(
            characters, BATCH, vocabulary.size(), 1); // column 1 has the labels
    DataSet first = minibatches.next();
    page.heading("The first minibatch");
    page.print("features %-14s [B, 1, T]", Arrays.toString(first.getFeatures().shape()));
    page.print("labels   %-14s [B, V, T]", Arrays.toString(first.getLabels().shape()));
    page.print("mask     %-14s [B, T]", Arrays.toString(mask(first).shape()));
    INDArray lengths = mask(first).sum(1); // [B]
    page.print("lengths  %.80s", Notebook.numbers(lengths, 0));
    minibatches.reset();

    // 4. The network is trained with the iterator. It asks for one minibatch at a time.
    MultiLayerNetwork network = network(vocabulary.size());
    page.heading("Mean loss per character on the first minibatch");
    page.print("before        %.4f", loss(network, first));
    for (int epoch = 1; epoch <= page.epochs(5); epoch++) {
      network.fit(minibatches);
      page.print("after epoch %d %.4f", epoch, loss(network, first));
    }
  }

  private static Vocabulary vocabulary(TextSource text) {
    Set<SpecialToken> ends = Set.of(SpecialToken.BEGIN, SpecialToken.END);
    VocabularyBuilder counts = Vocabulary.builder(ends).sortedByCodePoint();
    text.read().lines().map(new CharacterTokenizer()::tokenize).forEach(counts::count);
    return counts.build(VocabularyLimits.NONE);
  }

  private static SequenceRecordReader sequences(RecordReader lines, Vocabulary vocabulary) {
    CharacterTokenizer tokenizer = new CharacterTokenizer();
    return TokenSequenceReader.nextTokens(
        lines, line -> vocabulary.encodeWhole(tokenizer.tokenize(line)));
  }

  /** Returns 1 for each step of a sequence; the iterator makes no mask if all lengths are equal. */
  private static INDArray mask(DataSet minibatch) {
    INDArray mask = minibatch.getLabelsMaskArray();
    INDArray features = minibatch.getFeatures(); // [B, 1, T]
    return mask == null ? Nd4j.ones(features.size(0), features.size(2)) : mask;
  }

  private static double loss(MultiLayerNetwork network, DataSet minibatch) {
    double characters = mask(minibatch).sumNumber().doubleValue();
    double sum =
        network.score((org.nd4j.linalg.dataset.DataSet) minibatch) * minibatch.numExamples();
    return sum / characters;
  }

  private static MultiLayerNetwork network(int vocabulary) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new FusedAdam(0.01))
                .list()
                .layer(new TokenEmbedding.Builder().nIn(vocabulary).nOut(EMBEDDING).build())
                .layer(new PackedGru.Builder().nIn(EMBEDDING).nOut(HIDDEN).build())
                .layer(
                    new SequenceOutput.Builder(LossFunction.MCXENT)
                        .nIn(HIDDEN)
                        .nOut(vocabulary)
                        .build())
                .build());
    network.init();
    return network;
  }
}
