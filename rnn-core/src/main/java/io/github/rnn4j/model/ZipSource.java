package io.github.rnn4j.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The entries of a zip archive, found through the directory at its end. */
interface ZipSource extends Closeable {

  /** The names of all entries; a name that is there twice is listed twice. */
  List<String> names();

  /** Opens the decompressed content of an entry. */
  InputStream open(String name) throws IOException;

  /** The CRC-32 that an entry should have. */
  long checksum(String name);

  /** The size of the whole archive in bytes. */
  long bytes() throws IOException;

  /**
   * Opens an archive in a file.
   *
   * @throws IOException if this is not a regular file, or not a complete zip file
   */
  static ZipSource of(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new ZipException("it is not a regular file"); // opening a pipe would wait forever
    }
    ZipFile zip = new ZipFile(file.toFile());
    return new ZipSource() {
      @Override
      public List<String> names() {
        return zip.stream().map(ZipEntry::getName).toList();
      }

      @Override
      public InputStream open(String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name));
      }

      @Override
      public long checksum(String name) {
        return zip.getEntry(name).getCrc();
      }

      @Override
      public long bytes() throws IOException {
        return Files.size(file);
      }

      @Override
      public void close() throws IOException {
        zip.close();
      }
    };
  }

  /**
   * Opens an archive in a stream by reading it into memory.
   *
   * @param in the stream; read to its end and left open
   * @param most the maximum size of the archive in bytes
   * @throws IOException if it cannot be read, has more bytes, or is not a complete zip file
   */
  static ZipSource of(InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most && in.read() >= 0) {
      throw new ZipException("it has more than the %,d bytes that are allowed".formatted(most));
    }
    return ZipBytes.of(bytes);
  }
}
