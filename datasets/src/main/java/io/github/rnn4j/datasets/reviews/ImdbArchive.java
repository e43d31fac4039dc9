package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import io.github.rnn4j.datasets.StrictUtf8;
import io.github.rnn4j.datasets.labelled.LabelledText;
import io.github.rnn4j.datasets.labelled.LabelledTextSource;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads reviews from the packed data set without writing anything to disk.
 *
 * <p>The entries of an archive come in any order. The texts of the requested part are therefore
 * held in memory and sorted before the first review is returned (33 MB of text for {@code TRAIN}).
 */
record ImdbArchive(File file, ImdbReviews.Part part, ArchiveLimits limits, boolean grouped)
    implements LabelledTextSource {

  private static final Logger log = LoggerFactory.getLogger(ImdbArchive.class);

  @Override
  public String name() {
    return file.getName() + ", " + part.label();
  }

  @Override
  public URI uri() {
    return file.toURI();
  }

  @Override
  public List<String> classes() {
    return Polarity.NAMES;
  }

  @Override
  public Stream<LabelledText> stream() {
    SortedMap<ImdbReviewName, LabelledText> reviews = new TreeMap<>();
    ImdbFilms films = new ImdbFilms();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file.toPath()), 1 << 16);
        InputStream gzip =
            GzipCompressorInputStream.builder()
                .setInputStream(raw)
                .setDecompressConcatenated(true)
                .get();
        LimitedInputStream bytes = new LimitedInputStream(gzip, this::tooLarge);
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes, "UTF-8")) {
      collect(tar, bytes, reviews, films);
      bytes.allow(limits.totalBytes(), limits.totalBytes());
      bytes.transferTo(OutputStream.nullOutputStream()); // gzip's checksum is at the very end
    } catch (IOException e) {
      throw damaged(reviews.size(), e);
    }
    ImdbReviews.requireBothClasses(
        reviews.values().stream(),
        "archive " + file + ", part " + part.label(),
        ImdbReviews.EXPECTED_LAYOUT);
    return reviews.entrySet().stream()
        .map(
            review ->
                new LabelledText(
                    review.getValue().text(),
                    review.getValue().label(),
                    films.of(review.getKey())));
  }

  private void collect(
      TarArchiveInputStream tar,
      LimitedInputStream bytes,
      SortedMap<ImdbReviewName, LabelledText> reviews,
      ImdbFilms films)
      throws IOException {
    long entries = 0;
    long links = 0;
    long unread = 0;
    bytes.allow(limits.headerBytes(), limits.totalBytes());
    for (TarArchiveEntry entry; (entry = next(tar)) != null; ) {
      if (++entries > limits.entries()) {
        throw tooLarge();
      }
      unread = Math.max(0, entry.getSize());
      bytes.allow(unread + limits.headerBytes(), limits.totalBytes());
      if (grouped && ImdbFilms.isList(entry.getName()) && isRegularFile(entry)) {
        films.add(entry.getName(), text(tar, entry));
        continue;
      }
      Optional<ImdbReviewName> name = ImdbReviewName.parse(entry.getName(), "archive " + file);
      if (name.isEmpty() || !part.includes(name.get().part())) {
        continue;
      }
      if (!isRegularFile(entry)) {
        links++;
        continue;
      }
      LabelledText review = new LabelledText(text(tar, entry), name.get().label());
      if (reviews.put(name.get(), review) != null) {
        throw new DataException(
            "archive " + file + " contains '" + entry.getName() + "' twice; use an unchanged copy");
      }
    }
    if (links > 0) {
      log.warn("{}: ignored {} links and devices that are named like reviews", file, links);
    }
  }

  /**
   * Returns the next entry. The bytes may come from anyone, and whatever the parser throws is
   * therefore an error of the data.
   */
  private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    try {
      TarArchiveEntry entry = tar.getNextEntry();
      if (entry != null && !entry.isCheckSumOK()) {
        throw new IOException("wrong checksum in the tar header of '" + entry.getName() + "'");
      }
      return entry;
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("broken tar header: " + e.getMessage(), e);
    }
  }

  private static boolean isRegularFile(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    return (flag == TarConstants.LF_NORMAL || flag == TarConstants.LF_OLDNORM)
        && !entry.isSparse()
        && !entry.isDirectory();
  }

  private String text(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    if (entry.getSize() > limits.reviewBytes()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "'%s' in archive %s has %,d bytes, but may have at most %,d; use an unchanged copy",
              entry.getName(),
              file,
              entry.getSize(),
              limits.reviewBytes()));
    }
    byte[] content = tar.readNBytes((int) entry.getSize());
    return StrictUtf8.decode(content, "'" + entry.getName() + "' in archive " + file);
  }

  private DataException tooLarge() {
    return new DataException(
        String.format(
            Locale.ROOT,
            "archive %s unpacks to more than is allowed for review data: at most %,d entries, %,d bytes, and"
                + " %,d bytes of headers between two entries; use an unchanged copy of %s",
            file,
            limits.entries(),
            limits.totalBytes(),
            limits.headerBytes(),
            ImdbReviews.ORIGINAL.uri()));
  }

  private DataException damaged(int read, IOException e) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "archive %s cannot be read to the end: it is truncated, damaged or not a gzipped tar"
                + " archive (%s). The %,d reviews read so far are not used. Download it again from %s",
            file,
            FileFailure.reason(e),
            read,
            ImdbReviews.ORIGINAL.uri()),
        e);
  }
}
