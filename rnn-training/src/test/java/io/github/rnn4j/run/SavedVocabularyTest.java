package io.github.rnn4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import io.github.rnn4j.text.VocabularyLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedVocabularyTest {

  private static final Set<SpecialToken> BEGIN_AND_END =
      Set.of(SpecialToken.BEGIN, SpecialToken.END);

  private static final Vocabulary VOCABULARY =
      Vocabulary.builder(BEGIN_AND_END).count(List.of("a", "b")).build(VocabularyLimits.NONE);

  @TempDir Path folder;

  private RunDirectory run;

  @BeforeEach
  void create() {
    run = RunDirectory.create(folder.resolve("run"));
  }

  @Test
  void vocabularyOfARunIsReadBackEqual() {
    run.write(RunDirectory.VOCABULARY, VOCABULARY::writeTo);

    assertThat(SavedVocabulary.of(run, BEGIN_AND_END)).isEqualTo(VOCABULARY);
  }

  @Test
  void vocabularyOfAnotherModelIsRefused() {
    run.write(RunDirectory.VOCABULARY, VOCABULARY::writeTo);

    assertThatExceptionOfType(RunException.class)
        .isThrownBy(
            () -> SavedVocabulary.of(run, Set.of(SpecialToken.UNKNOWN, SpecialToken.PADDING)))
        .withMessageContaining("do not belong together")
        .withMessageContaining(
            "vocabulary.json has the special tokens [<bos>, <eos>], but this model has [<pad>, <unk>]");
  }

  @Test
  void missingOrDamagedFileIsNamed() throws IOException {
    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> SavedVocabulary.of(run, BEGIN_AND_END))
        .withMessageContaining("vocabulary.json is missing");

    Files.writeString(run.file(RunDirectory.VOCABULARY), "{\"format\":");

    assertThatExceptionOfType(RunException.class)
        .isThrownBy(() -> SavedVocabulary.of(run, BEGIN_AND_END))
        .withMessageContaining("Cannot read " + run.file(RunDirectory.VOCABULARY))
        .withMessageContaining("Not a saved vocabulary");
  }
}
