package io.github.rnn4j.run;

import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.text.SpecialToken;
import io.github.rnn4j.text.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads {@link RunDirectory#VOCABULARY}. */
public final class SavedVocabulary {

  private SavedVocabulary() {}

  /**
   * Reads the vocabulary of a run.
   *
   * @param run the run of a text model
   * @param specials the special tokens of such a model
   * @return the vocabulary
   * @throws RunException if the file is missing, damaged or not a vocabulary, or has other special
   *     tokens because it belongs to another model; the message says which and what to do
   */
  public static Vocabulary of(RunDirectory run, Set<SpecialToken> specials) {
    Vocabulary vocabulary = read(run.require(RunDirectory.VOCABULARY));
    if (!vocabulary.specials().equals(specials)) {
      throw run.mixedFiles(
          "%s has the special tokens %s, but this model has %s"
              .formatted(RunDirectory.VOCABULARY, texts(vocabulary.specials()), texts(specials)));
    }
    return vocabulary;
  }

  private static Vocabulary read(Path file) {
    try (InputStream in = RunFile.open(file)) {
      return Vocabulary.read(in);
    } catch (IOException | IllegalArgumentException cause) {
      throw new RunException(
          "Cannot read %s: %s. Restore the file from a copy of the run, or train again."
              .formatted(file, cause.getMessage()),
          cause);
    }
  }

  private static List<String> texts(Set<SpecialToken> specials) {
    return specials.stream().sorted().map(SpecialToken::text).toList();
  }
}
