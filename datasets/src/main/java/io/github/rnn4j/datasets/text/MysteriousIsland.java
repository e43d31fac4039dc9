package io.github.rnn4j.datasets.text;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.download.RemoteFile;
import java.io.File;
import java.net.URI;
import java.util.Locale;

/**
 * The novel in the published file, from its title to its end marker. Source of this cut: S.
 * Raschka, Y. Liu, V. Mirjalili (2022), <cite>Machine Learning with PyTorch and
 * Scikit-Learn</cite>, chapter 15.
 */
record MysteriousIsland(File file) implements TextSource {

  private static final String FIRST = "THE MYSTERIOUS ISLAND";
  private static final String END = "End of the Project Gutenberg";

  /** The textbook's counts. */
  private static final int CHARACTERS = 1_112_350;

  private static final int DIFFERENT = 80;

  private static final String SHA_256 =
      "355bfdc3f9b5e384b1918e817dd086ce0df97f4d294c69f032fb70b95c1e737c";

  /** The edition of 13 October 2016, from its publisher. */
  static final RemoteFile PUBLISHED = remote("https://www.gutenberg.org/files/1268/1268-0.txt");

  /** The same bytes from the textbook's authors, in case the publisher revises the file. */
  static final RemoteFile TEXTBOOK_COPY =
      remote(
          "https://raw.githubusercontent.com/rasbt/machine-learning-book/"
              + "34b10eac00edcdce8cbc938cfca147cd9092d12d/ch15/1268-0.txt");

  private static RemoteFile remote(String address) {
    return new RemoteFile("1268-0.txt", URI.create(address), 1_171_600, SHA_256);
  }

  @Override
  public String name() {
    return "The Mysterious Island";
  }

  @Override
  public URI uri() {
    return file.toURI();
  }

  @Override
  public String read() {
    String text = PlainText.read(file);
    int from = text.indexOf(FIRST);
    int to = text.indexOf(END);
    String novel = from >= 0 && to > from ? text.substring(from, to) : "";
    int characters = novel.codePointCount(0, novel.length());
    long different = novel.codePoints().distinct().count();
    if (characters != CHARACTERS || different != DIFFERENT) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d characters between '%s' and '%s', %d of them distinct; the published novel has %d, %d of them distinct. Delete the file to download it again",
              file,
              characters,
              FIRST,
              END,
              different,
              CHARACTERS,
              DIFFERENT));
    }
    return novel;
  }
}
