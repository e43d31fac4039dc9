package io.github.rnn4j.datasets.reviews;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Builds the archives of the tests, honest and hostile ones. */
final class PackedReviews {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  /** Two reviews of each class in each part, in an order that is not the sorted one. */
  static PackedReviews small() {
    return new PackedReviews()
        .add("aclImdb/README", "about")
        .add("aclImdb/test/pos/0_10.txt", "test good 0")
        .add("aclImdb/train/pos/10_7.txt", "good 10")
        .add("aclImdb/train/pos/9_8.txt", "good 9 caf\u00e9")
        .add("aclImdb/train/unsup/0_0.txt", "no label")
        .add("aclImdb/train/pos/._9_8.txt", "a resource fork")
        .add("aclImdb/train/neg/2_1.txt", "bad 2<br />\u0085next")
        .add("aclImdb/train/urls_pos.txt", "http://example.org")
        .add("aclImdb/train/neg/0_3.txt", "bad 0")
        .add("aclImdb/test/neg/1_4.txt", "test bad 1");
  }

  PackedReviews add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  PackedReviews add(String name, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    return write(entry, content);
  }

  PackedReviews addLink(String name, String target) {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
    entry.setLinkName(target);
    return write(entry, new byte[0]);
  }

  PackedReviews addDevice(String name) {
    return write(new TarArchiveEntry(name, TarConstants.LF_CHR, true), new byte[0]);
  }

  /** The header of an entry whose name is that long, and no entry after it. */
  PackedReviews addLongName(int length) {
    TarArchiveEntry entry =
        new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
    entry.setSize(length);
    return write(entry, "x".repeat(length).getBytes(StandardCharsets.UTF_8));
  }

  private PackedReviews write(TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] packed() {
    try {
      tar.close();
      return gzip(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path writeTo(Path folder) {
    try {
      return Files.write(folder.resolve("aclImdb_v1.tar.gz"), packed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
