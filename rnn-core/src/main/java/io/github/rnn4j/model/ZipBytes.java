package io.github.rnn4j.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A zip archive in memory. {@code ZipInputStream} would not do: it ignores the directory at the end
 * of an archive, so it would not notice a missing last entry, and it decompresses whatever it
 * skips.
 *
 * <p>Format: PKWARE, .ZIP File Format Specification (APPNOTE), sections 4.3.7, 4.3.12 and 4.3.16.
 */
final class ZipBytes implements ZipSource {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private record Entry(String name, int method, long checksum, int packed, int offset) {}

  private final ByteBuffer bytes;
  private final List<Entry> entries = new ArrayList<>();

  private ZipBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ZipBytes of(byte[] bytes) throws IOException {
    ZipBytes zip = new ZipBytes(bytes);
    try {
      zip.readDirectory();
    } catch (IndexOutOfBoundsException cause) {
      throw new ZipException("an entry of its directory lies outside the archive");
    }
    return zip;
  }

  private void readDirectory() throws ZipException {
    int end = end();
    int count = number(end + 10);
    int at = bytes.getInt(end + 16);
    for (int i = 0; i < count; i++) {
      require(at, CENTRAL);
      int nameLength = number(at + 28);
      byte[] name = new byte[nameLength];
      bytes.get(at + 46, name);
      entries.add(
          new Entry(
              new String(name, UTF_8),
              number(at + 10),
              Integer.toUnsignedLong(bytes.getInt(at + 16)),
              bytes.getInt(at + 20),
              bytes.getInt(at + 42)));
      at += 46 + nameLength + number(at + 30) + number(at + 32);
    }
  }

  /** Finds the end record, which a comment of any length may follow. */
  private int end() throws ZipException {
    int last = bytes.limit() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.getInt(at) == END && number(at + 20) == last - at) {
        return at;
      }
    }
    throw new ZipException("it has no directory at its end");
  }

  private void require(int at, int signature) throws ZipException {
    if (bytes.getInt(at) != signature) {
      throw new ZipException("its directory is damaged");
    }
  }

  private int number(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  @Override
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  @Override
  public InputStream open(String name) throws IOException {
    Entry entry = entry(name);
    try {
      require(entry.offset(), LOCAL);
      int start = entry.offset() + 30 + number(entry.offset() + 26) + number(entry.offset() + 28);
      return content(
          entry,
          new ByteArrayInputStream(
              bytes.array(), start, bytes.slice(start, entry.packed()).limit()));
    } catch (IndexOutOfBoundsException cause) {
      throw new ZipException(name + " lies outside the archive");
    }
  }

  private static InputStream content(Entry entry, InputStream packed) throws ZipException {
    return switch (entry.method()) {
      case STORED -> packed;
      case DEFLATED -> new Inflated(packed);
      default ->
          throw new ZipException(
              "%s has the unknown compression method %d".formatted(entry.name(), entry.method()));
    };
  }

  @Override
  public long checksum(String name) {
    return entry(name).checksum();
  }

  private Entry entry(String name) {
    return entries.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public long bytes() {
    return bytes.limit();
  }

  @Override
  public void close() {
    // Nothing to release: the archive is in memory.
  }

  /** Raw deflate data; releases its native memory when it is closed. */
  private static final class Inflated extends InflaterInputStream {
    Inflated(InputStream packed) {
      super(packed, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
