package io.github.rnn4j.charlm.command;

import io.github.rnn4j.charlm.data.Corpus;
import io.github.rnn4j.charlm.data.Part;
import io.github.rnn4j.charlm.model.LanguageModel;
import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.text.TextSource;

/** A text other than the run's own. */
final class OtherText {

  private OtherText() {}

  /**
   * Reads and encodes a text.
   *
   * @throws DataException if the text cannot be read, has tokens that the network does not know, or
   *     has nothing to predict; the message names the text
   */
  static Part encode(LanguageModel model, TextSource source) {
    try {
      return model.encode(Corpus.read(source));
    } catch (IllegalArgumentException cause) {
      throw new DataException(source.name() + ": " + cause.getMessage(), cause);
    }
  }
}
