package io.github.rnn4j.kernel.step;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that starts the second slice of a product within a fraction of a microsecond. After each
 * slice it polls for the next one for {@value #PATIENCE_NANOS} ns before it sleeps. If the thread
 * has not started its slice when the caller has finished the other, the caller computes both. The
 * caller waits only for a slice that is already running.
 */
final class SecondThread {
  static final SecondThread INSTANCE = new SecondThread();

  /** Longer than the time between two products of a step, including the sampling of a token. */
  private static final long PATIENCE_NANOS = 50_000;

  private static final int LOOKS_BETWEEN_CLOCKS = 64;
  private static final int LOOKS_BEFORE_PAUSE = 10_000;
  private static final long PAUSE_NANOS = 10_000;

  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicReference<StepProduct> offered = new AtomicReference<>();
  private Thread thread; // guarded by taken
  private volatile boolean asleep;
  private volatile boolean done;
  private Throwable failure; // published by done

  private SecondThread() {}

  /** Computes both slices, without the second thread if another caller is using it. */
  void run(StepProduct product) {
    if (!taken.compareAndSet(false, true)) {
      product.slice(0);
      product.slice(1);
      return;
    }
    try {
      offer(product);
      try {
        product.slice(0);
      } finally {
        finish(product);
      }
    } finally {
      taken.set(false);
    }
  }

  private void offer(StepProduct product) {
    if (thread == null) {
      thread = new Thread(this::work, "rnn4j-step");
      thread.setDaemon(true);
      thread.start();
    }
    done = false;
    offered.set(product);
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void finish(StepProduct product) {
    if (offered.compareAndSet(product, null)) {
      product.slice(1);
      return;
    }
    for (int look = 0; !done; look++) {
      if (look < LOOKS_BEFORE_PAUSE) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE_NANOS); // the thread has no processor: give it this one
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("A step failed in the second thread", thrown);
    }
  }

  private void work() {
    while (true) {
      StepProduct product = await();
      try {
        product.slice(1);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      done = true;
    }
  }

  /** Waits for the next product and takes it. */
  private StepProduct await() {
    long begin = System.nanoTime();
    for (int look = 1; ; look++) {
      StepProduct product = offered.get();
      if (product != null && offered.compareAndSet(product, null)) {
        return product;
      }
      Thread.onSpinWait();
      if (look % LOOKS_BETWEEN_CLOCKS == 0 && System.nanoTime() - begin > PATIENCE_NANOS) {
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
