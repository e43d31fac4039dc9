package io.github.rnn4j.datasets.download;

import io.github.rnn4j.datasets.DataException;
import io.github.rnn4j.datasets.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * Downloads one file over HTTP into a partial file, resuming from what is already there.
 *
 * <p>Source of the range rules: R. Fielding, M. Nottingham, J. Reschke (2022), <i>HTTP
 * Semantics</i>, RFC 9110, section 14, https://www.rfc-editor.org/rfc/rfc9110.
 */
final class Download {

  private final RemoteFile file;
  private final Path part;
  private final DownloadProgress progress;
  private final Duration patience;
  private final HttpClient client;

  /** {@code patience} is how long to wait for a connection, a response, or the next bytes. */
  Download(RemoteFile file, Path part, DownloadProgress progress, Duration patience) {
    this.file = file;
    this.part = part;
    this.progress = progress;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Downloads the rest of the partial file. Its contents are not checked here.
   *
   * @return whether bytes from an earlier attempt were kept
   * @throws DataException if the network or the server fails; the bytes received so far are kept
   * @throws IOException if the partial file cannot be written
   */
  boolean run() throws IOException {
    long start = Files.exists(part) ? Files.size(part) : 0;
    start = start > file.bytes() ? 0 : start;
    if (start == file.bytes()) {
      progress.update(file, start);
      return true;
    }
    HttpResponse<InputStream> response = send(start);
    if (start > 0 && !continuesAt(start, response)) {
      start = 0;
      if (response.statusCode() != 200) {
        response.body().close();
        response = send(0);
      }
    }
    try (InputStream body = response.body()) {
      require(start > 0 || response.statusCode() == 200, "HTTP status " + response.statusCode());
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      require(
          announced < 0 || announced == file.bytes() - start,
          "it offers "
              + (start + announced)
              + " bytes, but the published file has "
              + file.bytes());
      copy(body, start);
    }
    return start > 0;
  }

  private HttpResponse<InputStream> send(long start) {
    HttpRequest.Builder request = HttpRequest.newBuilder(file.uri()).timeout(patience).GET();
    if (start > 0) {
      request.header("Range", "bytes=" + start + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new DataException(
          "cannot reach "
              + file.uri()
              + " ("
              + FileFailure.reason(e)
              + "); check the network and the proxy",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(
          "the download of " + file.uri() + " was interrupted; start it again", e);
    }
  }

  /** Returns whether the response is the requested rest of this file. */
  private boolean continuesAt(long start, HttpResponse<?> response) {
    String expected = "bytes " + start + "-" + (file.bytes() - 1) + "/" + file.bytes();
    return response.statusCode() == 206
        && response
            .headers()
            .firstValue("Content-Range")
            .map(String::strip)
            .orElse("")
            .equals(expected);
  }

  private void require(boolean met, String found) {
    if (!met) {
      throw new DataException(file.uri() + " did not return the published file: " + found);
    }
  }

  private void copy(InputStream body, long start) throws IOException {
    progress.update(file, start);
    long position = start;
    long told = start;
    byte[] buffer = new byte[1 << 16];
    try (FileChannel out =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        StallGuard guard = new StallGuard(body, patience)) {
      out.truncate(start).position(start);
      for (int n; (n = read(body, buffer, guard, position)) >= 0; ) {
        position += n;
        require(position <= file.bytes(), "it sends more than " + file.bytes() + " bytes");
        for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
          out.write(bytes);
        }
        if (position - told > file.bytes() / 100) {
          told = position;
          progress.update(file, position);
        }
      }
      out.force(true);
    }
    if (position < file.bytes()) {
      throw broken(position, null);
    }
    progress.update(file, position);
  }

  private int read(InputStream body, byte[] buffer, StallGuard guard, long position) {
    try {
      int n = body.read(buffer);
      guard.alive();
      return n;
    } catch (IOException e) {
      throw broken(
          position,
          guard.stalled()
              ? new IOException("no data for " + patience.toMillis() / 1000.0 + " s")
              : e);
    }
  }

  private DataException broken(long position, IOException cause) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "the connection to %s broke after %,d of %,d bytes (%s); run the same command again"
                + " to resume",
            file.uri(),
            position,
            file.bytes(),
            cause == null ? "closed by the server" : cause.getMessage()),
        cause);
  }
}
