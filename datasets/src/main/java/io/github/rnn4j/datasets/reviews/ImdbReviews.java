package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.TextBytes;
import io.github.rnn4j.datasets.download.RemoteFile;
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
 * The Large Movie Review Dataset, or your own reviews in a similar form.
 *
 * <p>Three forms can be read: the original archive {@code aclImdb_v1.tar.gz}, directly and without
 * writing to disk; the folder it unpacks to; and a text file with one review per line, {@code
 * label<TAB>text} or {@code text<TAB>label}. The archive and the folder give the same reviews in
 * the same order: by part, negative before positive, by number. {@code train/unsup} is skipped.
 * Text must be UTF-8.
 *
 * <pre>{@code
 * ImdbReviews reviews = ImdbReviews.at(Path.of("aclImdb_v1.tar.gz"));
 * List<Review> train = reviews.part(ImdbReviews.Part.TRAIN).read(); // 25,000
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

  static final String EXPECTED_LAYOUT =
      "The expected layout is aclImdb/{train,test}/{pos,neg}/<id>_<rating>.txt: the archive"
          + " aclImdb_v1.tar.gz, the folder it unpacks to, or the folder that contains that one";

  /** A part of the data set. */
  public enum Part {
    /** The 25,000 reviews of the training set. */
    TRAIN,
    /** The 25,000 reviews of the test set, which is used only once. */
    TEST,
    /** All reviews; the only part of a text file. */
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
    LINES
  }

  private final Path path;
  private final Form form;

  private ImdbReviews(Path path, Form form) {
    this.path = path;
    this.form = form;
  }

  /**
   * Finds out what is stored at {@code path}. A file with a gzip header is treated as the archive,
   * any other file as lines of text. The contents are checked when they are read.
   *
   * @param path the archive, the folder {@code aclImdb} or the one that contains it, or a text file
   * @return the reviews, not yet read
   * @throws DataException if nothing is there, the file is empty or has the name of an archive but
   *     is not gzipped, or the folder has a different layout
   */
  public static ImdbReviews at(Path path) {
    Objects.requireNonNull(path, "path");
    if (Files.isDirectory(path)) {
      return new ImdbReviews(root(path), Form.DIRECTORY);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new DataException(
          path + " is a pipe or device, but labelled texts are read twice; save them to a file");
    }
    if (!Files.isRegularFile(path)) {
      throw new DataException(
          "there is no file or folder "
              + path.toAbsolutePath()
              + "; check the path. "
              + EXPECTED_LAYOUT);
    }
    return new ImdbReviews(path, form(path));
  }

  private static Path root(Path directory) {
    for (Path root : List.of(directory, directory.resolve("aclImdb"))) {
      if (Files.isDirectory(root.resolve("train")) || Files.isDirectory(root.resolve("test"))) {
        return root.equals(directory) ? root : ImdbDirectory.notLinked(root);
      }
    }
    throw new DataException(
        "folder "
            + directory.toAbsolutePath()
            + " contains neither train/ nor test/ nor aclImdb/. "
            + EXPECTED_LAYOUT);
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
      return namedAsTar || !TextBytes.isTextInGzip(file) ? Form.ARCHIVE : Form.LINES;
    }
    boolean namedAsArchive = name.endsWith(".gz") || name.endsWith(".tgz");
    if (start.length == 0) {
      throw new DataException(
          file
              + " is empty; "
              + (namedAsArchive
                  ? "download it again from " + ORIGINAL.uri()
                  : LabelledLines.EXPECTED.replaceFirst("^E", "e")));
    }
    if (namedAsArchive) {
      throw new DataException(
          file
              + " is not compressed with gzip, although its name says so; download it again from "
              + ORIGINAL.uri());
    }
    return Form.LINES;
  }

  /**
   * Returns whether the data has a separate test set.
   *
   * @return true for the archive and the folder, false for a text file
   */
  public boolean hasParts() {
    return form != Form.LINES;
  }

  /**
   * Selects the reviews to read.
   *
   * @param part the part; a text file has only {@link Part#ALL}
   * @return the reviews of that part, not yet read
   * @throws DataException if a text file is asked for any other part
   */
  public ReviewSource part(Part part) {
    Objects.requireNonNull(part, "part");
    return switch (form) {
      case ARCHIVE -> new ImdbArchive(path.toFile(), part, ArchiveLimits.DEFAULT);
      case DIRECTORY -> new ImdbDirectory(path.toFile(), part, ArchiveLimits.DEFAULT.reviewBytes());
      case LINES -> lines(part);
    };
  }

  private ReviewSource lines(Part part) {
    if (part != Part.ALL) {
      throw new DataException(
          path
              + " is a text file and has no "
              + part.label()
              + " part; read all of it (Part.ALL) and split it");
    }
    return new LabelledLines(path.toFile());
  }

  /** Throws unless there are reviews of both classes; closes {@code reviews}. */
  static void requireBothClasses(Stream<Review> reviews, String where, String expected) {
    try (reviews) {
      boolean[] seen = new boolean[Review.LABELS.size()];
      reviews.forEach(review -> seen[review.label()] = true);
      if (seen[Review.NEGATIVE] && seen[Review.POSITIVE]) {
        return;
      }
      String missing =
          seen[Review.NEGATIVE] ? "positive " : seen[Review.POSITIVE] ? "negative " : "";
      throw new DataException(where + " contains no " + missing + "reviews. " + expected);
    }
  }
}
