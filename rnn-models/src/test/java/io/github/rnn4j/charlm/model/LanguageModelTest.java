package io.github.rnn4j.charlm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.rnn4j.SeveralThreads;
import io.github.rnn4j.charlm.config.CharlmConfig;
import io.github.rnn4j.charlm.config.DataConfig;
import io.github.rnn4j.charlm.config.NetworkConfig;
import io.github.rnn4j.charlm.config.OutputWeights;
import io.github.rnn4j.charlm.config.Preset;
import io.github.rnn4j.charlm.config.Split;
import io.github.rnn4j.charlm.config.TokenInput;
import io.github.rnn4j.charlm.config.Tokens;
import io.github.rnn4j.charlm.config.Unit;
import io.github.rnn4j.config.recurrent.Cell;
import io.github.rnn4j.config.recurrent.HiddenActivation;
import io.github.rnn4j.config.recurrent.RecurrentWeights;
import io.github.rnn4j.layer.samediff.Recurrence;
import io.github.rnn4j.text.SamplingOptions;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageModelTest {

  private static final DataConfig TEXT =
      new DataConfig("-", Unit.TEXT, Tokens.CHARACTER, 0, 0, Split.HELD_OUT, false);

  private static LanguageModel model(Cell cell) {
    Vocabulary vocabulary =
        Vocabulary.builder(TEXT.specials())
            .count(List.of("a", "b", "c", "d", " "))
            .build(VocabularyLimits.NONE);
    CharlmConfig config =
        new CharlmConfig(
            TEXT,
            new NetworkConfig(
                TokenInput.EMBEDDING,
                5,
                cell,
                Recurrence.HIDDEN_TO_HIDDEN,
                HiddenActivation.TANH,
                RecurrentWeights.ORTHOGONAL,
                1,
                8,
                0,
                0,
                OutputWeights.OWN),
            Preset.SMALL.config().training());
    return new LanguageModel(config, vocabulary, LanguageNetwork.plain(config, vocabulary.size()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"LSTM", "SAMEDIFF_ELMAN"})
  void severalThreadsWriteTheTextsOfOne(Cell cell) throws Exception {
    try (LanguageModel model = model(cell)) {
      List<String> alone = IntStream.range(0, 12).mapToObj(seed -> text(model, seed)).toList();

      assertThat(SeveralThreads.results(12, seed -> text(model, seed))).isEqualTo(alone);
      assertThat(alone).doesNotHaveDuplicates();
    }
  }

  private static String text(LanguageModel model, int seed) {
    return model.write("a b", 40, SamplingOptions.PLAIN, seed);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"LSTM", "SAMEDIFF_ELMAN"})
  void severalThreadsMeasureAsOneDoes(Cell cell) throws Exception {
    try (LanguageModel model = model(cell)) {
      double alone = model.measure("a cab a bad dab").nats();

      assertThat(SeveralThreads.results(12, i -> model.measure("a cab a bad dab").nats()))
          .containsOnly(alone);
    }
  }

  @Test
  void aClosedModelHasFreedItsNetworkAndSaysSo() {
    LanguageModel model = model(Cell.LSTM);
    model.close();

    assertThat(model.network().params().wasClosed()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> model.measure("a cab"));
    assertThatIllegalStateException().isThrownBy(() -> text(model, 1));
  }

  @Test
  void aModelThatIsClosedWhileItWritesFinishesItsText() {
    String whole;
    try (LanguageModel model = model(Cell.LSTM)) {
      whole = text(model, 3);
    }
    LanguageModel model = model(Cell.LSTM);

    String text = model.write("a b", 40, SamplingOptions.PLAIN, 3, piece -> model.close());

    assertThat(text).isEqualTo(whole);
    assertThat(model.network().params().wasClosed()).isTrue();
  }
}
