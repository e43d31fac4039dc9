package io.github.rnn4j.kernel.threads;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that starts the second slice of some work within a fraction of a microsecond. After each
 * slice it polls for the next one for 50 microseconds before it sleeps. If the thread has not
 * started its slice when the caller has finished the other, the caller computes both. The caller
 * waits only for a slice that is already running.
 *
 * <p>It helps only while there is a processor for it. When the callers alone occupy all processors,
 * each computes its own two slices, and this thread sleeps instead of polling.
 */
public final class SecondThread {
  /** The thread that all prediction shares. */
  public static final SecondThread INSTANCE =
      new SecondThread(Runtime.getRuntime().availableProcessors(), 50_000);

  private static final int LOOKS_BETWEEN_CLOCKS = 64;
  private static final int LOOKS_BEFORE_PAUSE = 10_000;
  private static final long PAUSE_NANOS = 10_000;

  private final int processors;

  /** Longer than the time between two products of a step, including the sampling of a token. */
  private final long patienceNanos;

  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicReference<TwoSlices> offered = new AtomicReference<>();
  private Thread thread; // guarded by taken
  private volatile boolean asleep;
  private volatile boolean done;
  private Throwable failure; // published by done

  /** Work in two slices that two threads can compute at the same time. */
  public interface TwoSlices {
    /**
     * Computes one of the slices.
     *
     * @param index 0 or 1
     */
    void slice(int index);

    /** Computes both slices on the calling thread. */
    default void both() {
      slice(0);
      slice(1);
    }
  }

  SecondThread(int processors, long patienceNanos) {
    this.processors = processors;
    this.patienceNanos = patienceNanos;
  }

  /**
   * Computes both slices, without the second thread if it helps another caller or there is no
   * processor for it. A slice must not call this method.
   *
   * @param work the slices
   */
  public void run(TwoSlices work) {
    callers.incrementAndGet();
    try {
      if (isCrowded() || !taken.compareAndSet(false, true)) {
        work.both();
      } else {
        share(work);
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  /** Returns whether the callers alone occupy all processors. */
  private boolean isCrowded() {
    return callers.get() >= processors;
  }

  private void share(TwoSlices work) {
    try {
      offer(work);
      try {
        work.slice(0);
      } finally {
        finish(work);
      }
    } finally {
      taken.set(false);
    }
  }

  /** Returns whether the thread has stopped polling. */
  boolean isAsleep() {
    return asleep;
  }

  private void offer(TwoSlices work) {
    if (thread == null) {
      thread = new Thread(this::work, "rnn4j-step");
      thread.setDaemon(true);
      thread.start();
    }
    done = false;
    offered.set(work);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void finish(TwoSlices work) {
    if (offered.compareAndSet(work, null)) {
      work.slice(1);
      return;
    }
    for (int look = 0; !done; look++) {
      if (look < LOOKS_BEFORE_PAUSE && !isCrowded()) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE_NANOS); // the thread has no processor: give it this one
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("Prediction failed in the second thread", thrown);
    }
  }

  private void work() {
    while (true) {
      TwoSlices work = await();
      try {
        work.slice(1);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      done = true;
    }
  }

  /** Waits for the next work and takes it. */
  private TwoSlices await() {
    long begin = System.nanoTime();
    for (int look = 1; ; look++) {
      TwoSlices work = offered.get();
      if (work != null && offered.compareAndSet(work, null)) {
        return work;
      }
      Thread.onSpinWait();
      if (look % LOOKS_BETWEEN_CLOCKS == 0
          && (isCrowded() || System.nanoTime() - begin > patienceNanos)) {
        sleep();
        begin = System.nanoTime();
      }
    }
  }

  private void sleep() {
    asleep = true;
    while (offered.get() == null) { // a caller that offers later sees the flag
      LockSupport.park(this);
    }
    asleep = false;
  }
}
