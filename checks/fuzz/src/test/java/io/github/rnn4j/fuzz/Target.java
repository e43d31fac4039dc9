package io.github.rnn4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.reviews.ImdbReviews;
import io.github.rnn4j.datasets.series.GapPolicy;
import io.github.rnn4j.datasets.series.SeriesCsv;
import io.github.rnn4j.datasets.text.PlainText;
import io.github.rnn4j.loop.RunException;
import io.github.rnn4j.text.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A reader of external files to fuzz, and good inputs to start from. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are never changed.
enum Target {
  /** The content of a tar archive of reviews, compressed again to get past the gzip layer. */
  REVIEW_ARCHIVE("reviewArchive/reviews.tar") {
    @Override
    void read(byte[] input) throws IOException {
      Path file = scratch("reviews.tar.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(input);
      }
      readReviews(file);
    }
  },

  /** An archive, or a table of labelled lines, fed directly. */
  REVIEW_FILE("reviewFile/reviews.tar.gz", "reviewFile/labelled.tsv") {
    @Override
    void read(byte[] input) throws IOException {
      readReviews(Files.write(scratch("reviews.txt"), input));
    }
  },

  /** A text to train on. */
  TEXT("text/text.txt") {
    @Override
    void read(byte[] input) throws IOException {
      PlainText.at(Files.write(scratch("text.txt"), input)).read();
    }
  },

  /** A time series. */
  SERIES(
      "series/months.csv",
      "series/minutes.csv",
      "series/numbers.csv",
      "series/semicolons.csv",
      "series/tabs.tsv",
      "series/lines.jsonl",
      "series/index.csv") {
    @Override
    void read(byte[] input) throws IOException {
      Path file = Files.write(scratch("series.csv"), input);
      for (GapPolicy gaps : GapPolicy.values()) {
        try {
          new SeriesCsv("", List.of(), gaps).read(file);
        } catch (DataException refused) {
          requireReadable(refused);
        }
      }
    }
  },

  /** A vocabulary, also in the two formats of version 1. */
  VOCABULARY(
      "vocabulary/vocabulary.json",
      "vocabulary/version-1.json",
      "vocabulary/language-version-1.json") {
    @Override
    void read(byte[] input) throws IOException {
      try (InputStream in = new ByteArrayInputStream(input)) {
        Vocabulary.read(in);
      } catch (IllegalArgumentException refused) {
        requireReadable(refused);
      }
    }
  };

  private static final Path SCRATCH = temporaryFolder();

  private final List<String> seeds;

  Target(String... seeds) {
    this.seeds = List.of(seeds);
  }

  /** Reads an input, which must end in a result or in one of the project's own errors. */
  void accept(byte[] input) {
    try {
      read(input);
    } catch (DataException | RunException refused) {
      requireReadable(refused);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  abstract void read(byte[] input) throws IOException;

  /** Returns the names of good inputs, which Jazzer also starts from. */
  List<String> seeds() {
    return seeds;
  }

  static byte[] seed(String name) {
    try (InputStream in = Target.class.getResourceAsStream("JazzerTestInputs/" + name)) {
      return in.readAllBytes();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void readReviews(Path file) {
    ImdbReviews reviews = ImdbReviews.at(file);
    try (Stream<LabelledText> all = reviews.part(ImdbReviews.Part.ALL).stream()) {
      all.forEach(review -> assertThat(review.text()).isNotNull());
    }
  }

  private static void requireReadable(RuntimeException refused) {
    assertThat(refused.getMessage()).isNotBlank().doesNotContain("Exception");
  }

  private static Path scratch(String name) {
    return SCRATCH.resolve(name);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rnn-fuzz");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
