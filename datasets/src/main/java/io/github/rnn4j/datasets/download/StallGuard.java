package io.github.rnn4j.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a stream if no data has arrived for a while, which gives its reader an error. The time
 * limit of {@code java.net.http} covers only the headers; without this class, a download from a
 * silent server would hang forever.
 */
final class StallGuard implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StallGuard.class);

  private final Timer timer = new Timer("download stall guard", true);
  private volatile long last = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream stream, Duration patience) {
    long period = Math.max(1, patience.toMillis() / 4);
    TimerTask check =
        new TimerTask() {
          @Override
          public void run() {
            if (System.nanoTime() - last > patience.toNanos()) {
              stalled = true;
              closeNow(stream);
              cancel();
            }
          }
        };
    timer.schedule(check, period, period);
  }

  /** Records that data has arrived. */
  void alive() {
    last = System.nanoTime();
  }

  /** Returns whether the stream was closed because no data arrived. */
  boolean stalled() {
    return stalled;
  }

  private static void closeNow(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      log.debug("Cannot close a stalled download", e);
    }
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
