package io.github.rnn4j.imdb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.rnn4j.SeveralThreads;
import io.github.rnn4j.batch.InputForm;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.imdb.Configs;
import io.github.rnn4j.imdb.config.DataConfig;
import io.github.rnn4j.imdb.config.ImdbConfig;
import io.github.rnn4j.imdb.data.TextClasses;
import io.github.rnn4j.layer.packed.Direction;
import io.github.rnn4j.layer.packed.MergeMode;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextClassifierTest {

  private static final List<String> WORDS = List.of("a", "dull", "film", "good", "long", "story");
  private static final TextClasses CLASSES = new TextClasses(List.of("bad", "fair", "good"));

  private static ComputationGraph network;

  private static TextClassifier classifier(Cell cell) {
    ImdbConfig config =
        Configs.of(
            Configs.network(
                InputForm.EMBEDDING, cell, Direction.BIDIRECTIONAL, MergeMode.CONCAT, 1));
    Vocabulary vocabulary =
        Vocabulary.builder(DataConfig.SPECIALS).count(WORDS).build(VocabularyLimits.NONE);
    network = ImdbNetwork.build(config, vocabulary.size(), CLASSES);
    return new TextClassifier(config, vocabulary, CLASSES, List.of(network), Optional.empty());
  }

  private static List<String> texts(int count) {
    Random random = new Random(4);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                random
                    .ints(1 + random.nextInt(12), 0, WORDS.size())
                    .mapToObj(WORDS::get)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"LSTM", "SAMEDIFF_ELMAN"})
  void severalThreadsGetThePredictionsOfOne(Cell cell) throws Exception {
    try (TextClassifier classifier = classifier(cell)) {
      List<String> texts = texts(40);
      List<Prediction> alone = new ArrayList<>();
      texts.forEach(text -> alone.add(classifier.predict(text)));

      List<Prediction> together =
          SeveralThreads.results(400, i -> classifier.predict(texts.get(i % 40)));

      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i)).isEqualTo(alone.get(i % 40));
      }
    }
  }

  @Test
  void severalThreadsGetTheEvaluationOfOne() throws Exception {
    try (TextClassifier classifier = classifier(Cell.LSTM)) {
      List<String> texts = texts(6);
      int[] labels = {0, 1, 2, 2, 1, 0};
      ExplainedEvaluation alone = classifier.evaluate(texts, labels);

      assertThat(SeveralThreads.results(8, i -> classifier.evaluate(texts, labels)))
          .allSatisfy(
              each -> {
                assertThat(each.mistakes()).isEqualTo(alone.mistakes());
                assertThat(each.calibrationError()).isEqualTo(alone.calibrationError());
              });
    }
  }

  @Test
  void aClosedClassifierHasFreedItsNetworkAndSaysSo() {
    TextClassifier classifier = classifier(Cell.LSTM);
    classifier.close();
    classifier.close();

    assertThat(network.params().wasClosed()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> classifier.predict("a film"))
        .withMessage("The model is closed; open its run again");
  }
}
