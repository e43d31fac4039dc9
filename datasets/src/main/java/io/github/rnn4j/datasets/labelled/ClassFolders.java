package io.github.rnn4j.datasets.labelled;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.table.EncodedText;
import io.github.rnn4j.datasets.table.TableFormat;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One text per file, in a folder for each class that has the name of the class. The order is that
 * of the classes and then of the file names. Hidden files, and anything in a class's folder that is
 * not a file, are left out. Links are refused, because a folder may be a stranger's and a link
 * could lead to any file of the user.
 *
 * <p>The folders may be in a folder for each part of the data, such as {@code train} and {@code
 * test}; all parts have the same classes.
 */
public final class ClassFolders implements LabelledTextSource {

  private static final long serialVersionUID = 1L;

  /** The most characters of a text. */
  private static final int LONGEST = 1 << 24;

  private final File root;
  private final ArrayList<String> parts;
  private final LabelledTextFormat format;

  /**
   * Names the folders, which are not read yet.
   *
   * @param root the folder with the folders of the classes or, if there are parts, of the parts
   * @param parts the names of the parts to read; none if the classes are in {@code root} itself
   * @param format the encoding, and which of two classes is the positive one
   */
  public ClassFolders(Path root, List<String> parts, LabelledTextFormat format) {
    this.root = root.toFile();
    this.parts = new ArrayList<>(parts);
    this.format = format;
  }

  /**
   * Returns whether a folder has at least two folders with files.
   *
   * @param folder a folder
   * @return whether it can be read without parts
   * @throws DataException if the folder cannot be listed
   */
  public static boolean areIn(Path folder) {
    return folders(folder).stream().filter(each -> !files(each).isEmpty()).count() >= 2;
  }

  @Override
  public String name() {
    return parts.size() == 1 ? root.getName() + ", " + parts.get(0) : root.getName();
  }

  @Override
  public URI uri() {
    return root.toURI();
  }

  private Stream<Path> places() {
    return parts.isEmpty()
        ? Stream.of(root.toPath())
        : parts.stream().map(part -> notLinked(root.toPath().resolve(part)));
  }

  /** Returns the names of the classes of all parts, whether they are read or not. */
  @Override
  public List<String> classes() {
    Path top = root.toPath();
    Set<String> names = new TreeSet<>();
    List<Path> holders = parts.isEmpty() ? List.of(top) : folders(top);
    for (Path holder : holders) {
      folders(holder).stream()
          .filter(folder -> !files(folder).isEmpty())
          .forEach(folder -> names.add(folder.getFileName().toString()));
    }
    return ClassNames.ordered(names, format.positive(), root.toString());
  }

  @Override
  public String reading() {
    long others = others();
    long blank;
    try (Stream<LabelledText> texts = all()) {
      blank = texts.filter(text -> text.text().isBlank()).count();
    }
    return "one text per file, one folder per class"
        + (others == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,d %s",
                others,
                others == 1
                    ? "file or folder is not a text of a class and left out"
                    : "files and folders are not texts of a class and left out"))
        + LabelScan.skipped(blank);
  }

  /** Counts what is neither a text nor a folder of texts. */
  private long others() {
    return places()
        .flatMap(place -> listed(place).stream())
        .mapToLong(
            entry -> {
              if (!Files.isDirectory(entry)) {
                return 1;
              }
              int texts = files(entry).size();
              return texts == 0 ? 1 : listed(entry).size() - texts;
            })
        .sum();
  }

  @Override
  public Stream<LabelledText> stream() {
    return all().filter(text -> !text.text().isBlank());
  }

  private Stream<LabelledText> all() {
    List<String> classes = classes();
    return places()
        .flatMap(
            place ->
                classes.stream()
                    .map(place::resolve)
                    .filter(Files::isDirectory)
                    .flatMap(
                        folder ->
                            files(notLinked(folder)).stream()
                                .map(file -> text(file, classes.indexOf(name(folder))))));
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private LabelledText text(Path file, int label) {
    TableFormat table = format.table();
    try (Reader in = EncodedText.open(file, table.charset())) {
      char[] text = new char[1 << 12];
      StringBuilder all = new StringBuilder();
      for (int n; (n = in.read(text, 0, text.length)) >= 0; ) {
        all.append(text, 0, n);
        if (all.length() > LONGEST) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s has more than %,d characters, the limit for a text; shorten it or remove it",
                  file,
                  LONGEST));
        }
      }
      return new LabelledText(all.toString(), label);
    } catch (IOException cause) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(cause) + "); check the file", cause);
    }
  }

  private static List<Path> folders(Path folder) {
    return listed(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> files(Path folder) {
    return listed(folder).stream()
        .filter(Files::isRegularFile)
        .map(ClassFolders::notLinked)
        .toList();
  }

  /** Returns what is in a folder, in the order of the names, without hidden files. */
  private static List<Path> listed(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (IOException cause) {
      throw new DataException(
          "cannot list " + folder + " (" + FileFailure.reason(cause) + "); check the folder",
          cause);
    }
    found.removeIf(path -> Objects.toString(path.getFileName(), "").startsWith("."));
    found.sort(null);
    return found;
  }

  private static Path notLinked(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new DataException(
          path
              + " is a link, and links inside a folder of texts are not followed; put the file or folder itself there, or remove the link");
    }
    return path;
  }
}
