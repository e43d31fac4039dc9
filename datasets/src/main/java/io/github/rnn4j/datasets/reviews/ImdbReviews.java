package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.TextBytes;
import io.github.rnn4j.datasets.download.RemoteFile;
import io.github.rnn4j.datasets.labelled.ClassFolders;
import io.github.rnn4j.datasets.labelled.LabelledFile;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextFormat;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The Large Movie Review Dataset, or labelled texts of your own about anything.
 *
 * <p>The data set can be read from the original archive {@code aclImdb_v1.tar.gz}, directly and
 * without writing to disk, and from the folder it unpacks to. Both give the same reviews in the
 * same order: by part, negative before positive, by number. {@code train/unsup} is skipped. Its
 * texts must be UTF-8. Your own texts may be in one file, in any format that {@link LabelledFile}
 * reads, or in {@link ClassFolders}.
 *
 * <pre>{@code
 * ImdbReviews reviews = ImdbReviews.at(Path.of("aclImdb_v1.tar.gz"));
 * List<LabelledText> train = reviews.part(ImdbReviews.Part.TRAIN).read(); // 25,000
 * }</pre>
 *
 * <p>Source: A. L. Maas, R. E. Daly, P. T. Pham, D. Huang, A. Y. Ng, C. Potts (2011), <i>Learning
 * Word Vectors for Sentiment Analysis</i>, ACL-HLT, pp. 142-150, <a
 * href="https://ai.stanford.edu/~amaas/data/sentiment/">ai.stanford.edu/~amaas/data/sentiment</a>.
 */
public final class ImdbReviews {

  /**
   * The original archive on its authors' site. The authors publish no checksum; the size and
   * SHA-256 are those that Hugging Face records for its {@code imdb} data set, which comes from the
   * same address.
   */
  public static final RemoteFile ORIGINAL =
      new RemoteFile(
          "aclImdb_v1.tar.gz",
          URI.create("https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz"),
          84_125_825,
          "c40f74a18d3b61f90feba1e17730e0d38e8b97c05fde7008942e91923d1658fe");

  /**
   * The group column with which the reviews of the data set are grouped by the film that they are
   * about.
   */
  public static final String FILM = "film";

  static final String EXPECTED_LAYOUT =
      "The expected layout is aclImdb/{train,test}/{pos,neg}/<id>_<rating>.txt: the archive"
          + " aclImdb_v1.tar.gz, the folder it unpacks to, or the folder that contains that one";

  /** A part of the data set. */
  public enum Part {
    /** The 25,000 reviews of the training set. */
    TRAIN,
    /** The 25,000 reviews of the test set, which is used only once. */
    TEST,
    /** All texts; the only part of data that has no parts. */
    ALL;

    /**
     * Returns the name of the part's folder.
     *
     * @return {@code "train"}, {@code "test"} or {@code "all"}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<Part> elements() {
      return this == ALL ? List.of(TRAIN, TEST) : List.of(this);
    }

    boolean includes(Part other) {
      return elements().contains(other);
    }
  }

  private enum Form {
    ARCHIVE,
    DIRECTORY,
    PARTS,
    FOLDERS,
    FILE;

    boolean isWhole() {
      return this == FOLDERS || this == FILE;
    }
  }

  private final Path path;
  private final Form form;
  private final LabelledTextFormat format;

  private ImdbReviews(Path path, Form form, LabelledTextFormat format) {
    this.path = path;
    this.form = form;
    this.format = format;
  }

  /**
   * Finds out what is stored at {@code path}. A file with a gzip header is treated as the archive,
   * unless there is a text in it. The contents are checked when they are read.
   *
   * @param path the archive, the folder {@code aclImdb} or the one that contains it, a folder with
   *     a folder for each class, or a file that {@link LabelledFile} reads
   * @return the texts, not yet read
   * @throws DataException if nothing is there, the file is empty or has the name of an archive but
   *     is not gzipped, or the folder has a different layout
   */
  public static ImdbReviews at(Path path) {
    return at(path, LabelledTextFormat.DETECTED);
  }

  /**
   * Finds out what is stored at {@code path}, with some knowledge of its format.
   *
   * @param path as for {@link #at(Path)}
   * @param format where a file has its texts and labels; of folders, the encoding and the positive
   *     class
   * @return the texts, not yet read
   * @throws DataException as for {@link #at(Path)}
   */
  public static ImdbReviews at(Path path, LabelledTextFormat format) {
    Objects.requireNonNull(path, "path");
    if (Files.isDirectory(path)) {
      return directory(path, format);
    }
    if (!Files.exists(path)) {
      throw new DataException(
          "there is no file or folder "
              + path.toAbsolutePath()
              + "; check the path. "
              + EXPECTED_LAYOUT);
    }
    return new ImdbReviews(path, Files.isRegularFile(path) ? form(path) : Form.FILE, format);
  }

  private static ImdbReviews directory(Path directory, LabelledTextFormat format) {
    for (Path root : List.of(directory, directory.resolve("aclImdb"))) {
      boolean train = Files.isDirectory(root.resolve("train"));
      boolean test = Files.isDirectory(root.resolve("test"));
      if ((train || test) && isFilms(root.resolve(train ? "train" : "test"))) {
        return new ImdbReviews(
            root.equals(directory) ? root : ImdbDirectory.notLinked(root), Form.DIRECTORY, format);
      }
      if (train && test && ClassFolders.areIn(root.resolve("train"))) {
        return new ImdbReviews(root, Form.PARTS, format);
      }
    }
    if (ClassFolders.areIn(directory)) {
      return new ImdbReviews(directory, Form.FOLDERS, format);
    }
    throw new DataException(
        "folder "
            + directory.toAbsolutePath()
            + " has neither a folder for each class, with one text per file, nor folders train and test with such folders, nor aclImdb. "
            + EXPECTED_LAYOUT);
  }

  /** Returns whether a part is that of the Large Movie Review Dataset, whose names have ratings. */
  private static boolean isFilms(Path part) {
    return Files.isDirectory(part.resolve("pos")) && Files.isDirectory(part.resolve("neg"));
  }

  private static Form form(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2);
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(e) + "); check its permissions", e);
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (TextBytes.isGzip(start)) {
      boolean namedAsTar = name.endsWith(".tar.gz") || name.endsWith(".tgz");
      return namedAsTar || !TextBytes.isTextInGzip(file) ? Form.ARCHIVE : Form.FILE;
    }
    boolean namedAsArchive = name.endsWith(".gz") || name.endsWith(".tgz");
    if (start.length == 0) {
      throw new DataException(
          file
              + " is empty; "
              + (namedAsArchive
                  ? "download it again from " + ORIGINAL.uri()
                  : "each text needs a label, in CSV, JSON lines or lines of the form label<TAB>text"));
    }
    if (namedAsArchive) {
      throw new DataException(
          file
              + " is not compressed with gzip, although its name says so; download it again from "
              + ORIGINAL.uri());
    }
    return Form.FILE;
  }

  /**
   * Returns whether the data has a separate test set.
   *
   * @return true for the archive and for folders named train and test, otherwise false
   */
  public boolean hasParts() {
    return !form.isWhole();
  }

  /**
   * Selects the reviews to read.
   *
   * @param part the part; data without parts has only {@link Part#ALL}
   * @return the texts of that part, not yet read
   * @throws DataException if data without parts is asked for any other part
   */
  public LabelledTextSource part(Part part) {
    Objects.requireNonNull(part, "part");
    return switch (form) {
      case ARCHIVE -> new ImdbArchive(path.toFile(), part, ArchiveLimits.DEFAULT, grouped());
      case DIRECTORY ->
          new ImdbDirectory(path.toFile(), part, ArchiveLimits.DEFAULT.reviewBytes(), grouped());
      case PARTS ->
          new ClassFolders(path, part.elements().stream().map(Part::label).toList(), format);
      case FOLDERS -> whole(part, new ClassFolders(path, List.of(), format));
      case FILE -> whole(part, new LabelledFile(path, format));
    };
  }

  private boolean grouped() {
    return format.groupColumn().equals(FILM);
  }

  private LabelledTextSource whole(Part part, LabelledTextSource source) {
    if (part != Part.ALL) {
      throw new DataException(
          path + " has no " + part.label() + " part; read all of it (Part.ALL) and split it");
    }
    return source;
  }

  /** Throws unless there are reviews of both classes; closes {@code reviews}. */
  static void requireBothClasses(Stream<LabelledText> reviews, String where, String expected) {
    try (reviews) {
      boolean[] seen = new boolean[Polarity.NAMES.size()];
      reviews.forEach(review -> seen[review.label()] = true);
      if (seen[Polarity.NEGATIVE] && seen[Polarity.POSITIVE]) {
        return;
      }
      String missing =
          seen[Polarity.NEGATIVE] ? "positive " : seen[Polarity.POSITIVE] ? "negative " : "";
      throw new DataException(where + " contains no " + missing + "reviews. " + expected);
    }
  }
}
