package io.github.rnn4j.spark.data;

import io.github.rnn4j.text.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** A vocabulary on its way to the executors, each of which opens it once. */
final class SentVocabulary implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] json;
  private transient Vocabulary opened;

  private SentVocabulary(byte[] json) {
    this.json = json;
  }

  static SentVocabulary of(Vocabulary vocabulary) {
    try {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      vocabulary.writeTo(json);
      return new SentVocabulary(json.toByteArray());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause); // there is no file
    }
  }

  synchronized Vocabulary open() {
    if (opened == null) {
      try {
        opened = Vocabulary.read(new ByteArrayInputStream(json));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return opened;
  }
}
