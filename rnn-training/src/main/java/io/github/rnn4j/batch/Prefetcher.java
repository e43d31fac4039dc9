package io.github.rnn4j.batch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Builds the rest of an epoch's minibatches ahead of their use, in order, on one daemon thread.
 *
 * <p>The builds share no state with the consumer, so nothing depends on which thread is faster. The
 * thread ends when the last minibatch is built, at {@link #cancel}, or, if the consumer just goes
 * away, after being idle for a second.
 */
final class Prefetcher {

  static final String THREAD_NAME = "minibatch-prefetch";

  private static final long IDLE_MILLIS = 1_000;

  private final IntFunction<DataSet> build;
  private final int end;
  private final ThreadPoolExecutor worker;
  private final Queue<Future<DataSet>> pending = new ArrayDeque<>();
  private int nextToSubmit;

  /**
   * Starts building the minibatches {@code from} (inclusive) to {@code end} (exclusive), up to
   * {@code ahead} of them before they are needed.
   */
  Prefetcher(IntFunction<DataSet> build, int from, int end, int ahead) {
    this.build = build;
    this.end = end;
    nextToSubmit = from;
    worker = newWorker();
    for (int i = 0; i < ahead; i++) {
      submitNext();
    }
  }

  /**
   * Waits for the next minibatch. An exception from its build is rethrown here and ends the work.
   */
  DataSet take() {
    submitNext();
    try {
      return pending.remove().get();
    } catch (ExecutionException e) {
      cancel();
      // A build declares no checked exceptions, so the cause is an error or a runtime exception.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a minibatch", e);
    }
  }

  /** Drops minibatches that are not built yet; a build in progress still runs to its end. */
  void cancel() {
    pending.forEach(future -> future.cancel(false));
    pending.clear();
    worker.shutdown();
  }

  private void submitNext() {
    if (nextToSubmit < end) {
      int k = nextToSubmit++;
      pending.add(
          worker.submit(
              () -> {
                DataSet minibatch = build.apply(k);
                Nd4j.getExecutioner().commit(); // On a GPU, the copies must be complete.
                return minibatch;
              }));
    }
    if (nextToSubmit == end) {
      worker.shutdown(); // What was submitted is still built.
    }
  }

  private static ThreadPoolExecutor newWorker() {
    int device = Nd4j.getAffinityManager().getDeviceForCurrentThread();
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread =
                  new Thread(
                      () -> {
                        Nd4j.getAffinityManager().unsafeSetDevice(device);
                        work.run();
                      },
                      THREAD_NAME);
              thread.setDaemon(true);
              return thread;
            });
    worker.allowCoreThreadTimeOut(true);
    return worker;
  }
}
