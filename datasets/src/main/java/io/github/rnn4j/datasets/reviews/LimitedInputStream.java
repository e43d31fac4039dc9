package io.github.rnn4j.datasets.reviews;

import io.github.rnn4j.datasets.DataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Counts the bytes that are read and throws an error at a limit, which the owner can move. Without
 * it, a small archive could unpack to any size while its reader skips or collects the contents.
 */
final class LimitedInputStream extends FilterInputStream {

  private final Supplier<DataException> error;
  private long count;
  private long limit = Long.MAX_VALUE;

  LimitedInputStream(InputStream in, Supplier<DataException> error) {
    super(in);
    this.error = error;
  }

  /** Allows {@code bytes} more bytes to be read, but at most {@code total} in all. */
  void allow(long bytes, long total) {
    limit = bytes > total - count ? total : count + bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    add(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    add(Math.max(n, 0));
    return n;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long n = super.skip(Math.min(bytes, Math.max(0, limit - count) + 1));
    add(n);
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void add(long bytes) {
    count += bytes;
    if (count > limit) {
      throw error.get();
    }
  }
}
