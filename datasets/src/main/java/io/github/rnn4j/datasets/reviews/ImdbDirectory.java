package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the reviews of the unpacked data set, one file at a time. {@code root} contains the parts.
 */
record ImdbDirectory(File root, ImdbReviews.Part part, long most, boolean grouped)
    implements LabelledTextSource {

  @Override
  public String name() {
    return root.getName() + ", " + part.label();
  }

  @Override
  public URI uri() {
    return root.toURI();
  }

  @Override
  public List<String> classes() {
    return Polarity.NAMES;
  }

  @Override
  public Stream<LabelledText> stream() {
    SortedMap<ImdbReviewName, Path> files = new TreeMap<>();
    for (ImdbReviews.Part each : part.elements()) {
      for (String label : new String[] {"neg", "pos"}) {
        Path folder = notLinked(root.toPath().resolve(each.label()));
        list(notLinked(folder.resolve(label)), files);
      }
    }
    ImdbReviews.requireBothClasses(
        files.keySet().stream().map(name -> new LabelledText("", name.label())),
        "directory " + root + ", part " + part.label(),
        ImdbReviews.EXPECTED_LAYOUT);
    ImdbFilms films = films();
    return files.entrySet().stream()
        .map(
            entry ->
                new LabelledText(
                    text(entry.getValue()), entry.getKey().label(), films.of(entry.getKey())));
  }

  private ImdbFilms films() {
    ImdbFilms films = new ImdbFilms();
    for (ImdbReviews.Part each : part.elements()) {
      for (int label = 0; label < Polarity.NAMES.size(); label++) {
        String list = ImdbFilms.list(each, label);
        Path file = root.toPath().resolve(list);
        if (grouped && Files.isRegularFile(file)) {
          films.add(list, text(notLinked(file)));
        }
      }
    }
    return films;
  }

  private void list(Path folder, SortedMap<ImdbReviewName, Path> files) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path file : entries) {
        if (!Files.isRegularFile(file)) {
          continue;
        }
        String path = part(folder, file);
        ImdbReviewName.parse(path, "directory " + root)
            .ifPresent(name -> files.put(name, notLinked(file)));
      }
    } catch (IOException e) {
      throw new DataException(
          "cannot list "
              + folder
              + " ("
              + FileFailure.reason(e)
              + "). "
              + ImdbReviews.EXPECTED_LAYOUT,
          e);
    }
  }

  /**
   * Returns a path inside the folder of reviews, which may be a stranger's: a link there could lead
   * to any file of the user.
   *
   * @throws DataException if it is a link
   */
  static Path notLinked(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new DataException(
          path
              + " is a link, and links inside a folder of reviews are not followed; put the file or folder itself there, or remove the link");
    }
    return path;
  }

  /** Returns the last three names of the file's path, with forward slashes on every system. */
  private static String part(Path folder, Path file) {
    return folder.getParent().getFileName() + "/" + folder.getFileName() + "/" + file.getFileName();
  }

  private String text(Path file) {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes((int) most + 1);
      if (content.length > most) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s has more than %,d bytes, the limit for such a file; shorten it or remove it",
                file,
                most));
      }
      return StrictUtf8.decode(content, file.toString());
    } catch (IOException e) {
      throw new DataException(
          "cannot read " + file + " (" + FileFailure.reason(e) + "); check the file", e);
    }
  }
}
